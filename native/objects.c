/* Objects of a class with slots, many at once (cleaner/made.py). */

#include "native.h"

/* Set one field of all objects, as far as there are values. */
static int fill(PyObject *objects, PyObject *field, PyObject *column)
{
    descrsetfunc set = Py_TYPE(field)->tp_descr_set;
    if (set == NULL) {
        PyErr_SetString(PyExc_TypeError, "a field that can be set is wanted");
        return -1;
    }
    PyObject *values = PyObject_GetIter(column), *value;
    if (values == NULL)
        return -1;
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(objects) && (value = PyIter_Next(values)); n++) {
        int done = set(field, PyList_GET_ITEM(objects, n), value);
        Py_DECREF(value);
        if (done < 0)
            break;
    }
    Py_DECREF(values);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *made(PyObject *module, PyObject *args)
{
    PyTypeObject *kind;
    Py_ssize_t number;
    PyObject *fields, *columns;
    if (!PyArg_ParseTuple(args, "O!nO!O!", &PyType_Type, &kind, &number, &PyTuple_Type, &fields,
                          &PyTuple_Type, &columns))
        return NULL;
    if (kind->tp_new != PyBaseObject_Type.tp_new) {
        PyErr_SetString(PyExc_TypeError, "a class that is made as any object is wanted");
        return NULL;
    }
    if (PyTuple_GET_SIZE(fields) != PyTuple_GET_SIZE(columns)) {
        PyErr_SetString(PyExc_ValueError, "as many columns are wanted as there are fields");
        return NULL;
    }
    PyObject *none = PyTuple_New(0), *objects = none ? PyList_New(0) : NULL;
    for (Py_ssize_t n = 0; objects && n < number; n++) {
        PyObject *object = kind->tp_new(kind, none, NULL);
        if (object == NULL || PyList_Append(objects, object) < 0)
            Py_CLEAR(objects);
        Py_XDECREF(object);
    }
    Py_XDECREF(none);
    for (Py_ssize_t n = 0; objects && n < PyTuple_GET_SIZE(fields); n++)
        if (fill(objects, PyTuple_GET_ITEM(fields, n), PyTuple_GET_ITEM(columns, n)) < 0)
            Py_CLEAR(objects);
    return objects;
}

PyMethodDef object_methods[] = {
    {"made", made, METH_VARARGS, "So many objects of a class, field by field."},
    {NULL, NULL, 0, NULL},
};
