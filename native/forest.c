/* All trees of the model on one row of measures (cleaner/evidence/model.py: Scorer). */

#include "native.h"
#include <float.h>
#include <math.h>

/* How far on the next question is: from a leaf it is the leaf itself. */
typedef struct {
    double at;
    int16_t measure;
    int16_t on[2]; /* to the side up to `at`, and to the one above it */
    uint16_t leaf; /* its number in its tree */
} Question;

typedef struct {
    int32_t measure;
    int64_t by;
} Step;

typedef struct {
    PyObject_HEAD
    Py_ssize_t trees, measures;
    double unit;
    Question *questions;
    Py_ssize_t asked, room;
    int32_t *roots;    /* of each tree, its first question */
    int *depths;       /* and how many questions lead to its lowest leaf */
    int32_t *leaves;   /* of each tree, its first leaf among all */
    PyObject *values;  /* a list of what all leaves answer */
    int64_t *high, *low; /* the same in units of COARSE and of FINE, if `exact` */
    int exact;
    Step *steps;
    Py_ssize_t stepped, steps_room;
    double farthest;   /* steps of this size and less can be added up */
    int far;           /* whether one is farther, or not a number */
    Py_ssize_t *paths; /* of each leaf, its first step; and the end of the last one's */
    Py_ssize_t paths_room;
} Forest;

#define DEEPEST 64
#define MOST_LEAVES 256

/* What a leaf answers is the sum of two whole numbers, of units of 2**-40 and of 2**-93: so the
   answers of all trees are added without an error, and rounded once, as math.fsum does. */
#define COARSE 40
#define FINE 53
#define LARGEST 1024.0

/* Read a node (measure, at, low, high, value) and what is under it, with the steps that led to it;
   its place among the questions, or -1. */
static int32_t forest_read(Forest *self, PyObject *node, Step *steps, int depth, int32_t *leaf,
                           int *deepest)
{
    if (depth >= DEEPEST) {
        PyErr_SetString(PyExc_ValueError, "a tree is too deep");
        return -1;
    }
    if (!PyTuple_Check(node) || PyTuple_GET_SIZE(node) != 5) {
        PyErr_SetString(PyExc_TypeError, "a node is (measure, at, low, high, value)");
        return -1;
    }
    Question *questions = grown(self->questions, &self->room, self->asked + 1, sizeof *questions);
    if (questions == NULL)
        return -1;
    self->questions = questions;
    int32_t place = (int32_t)self->asked++;
    Question question = {0.0, 0, {0, 0}, (uint16_t)*leaf};
    PyObject *low = PyTuple_GET_ITEM(node, 2), *high = PyTuple_GET_ITEM(node, 3);
    if (low == Py_None || high == Py_None) {
        Py_ssize_t number = PyList_GET_SIZE(self->values);
        if (PyList_Append(self->values, PyTuple_GET_ITEM(node, 4)) < 0)
            return -1;
        Py_ssize_t *paths = grown(self->paths, &self->paths_room, number + 2, sizeof *paths);
        if (paths == NULL)
            return -1;
        self->paths = paths;
        Step *all = grown(self->steps, &self->steps_room, self->stepped + depth, sizeof *all);
        if (all == NULL)
            return -1;
        self->steps = all;
        self->paths[number] = self->stepped;
        if (depth)
            memcpy(self->steps + self->stepped, steps, (size_t)depth * sizeof(Step));
        self->stepped += depth;
        self->paths[number + 1] = self->stepped;
        ++*leaf;
        if (*leaf > MOST_LEAVES) {
            PyErr_SetString(PyExc_ValueError, "a tree of more than 256 leaves");
            return -1;
        }
        if (depth > *deepest)
            *deepest = depth;
        self->questions[place] = question;
        return place;
    }
    long measure = PyLong_AsLong(PyTuple_GET_ITEM(node, 0));
    question.at = PyFloat_AsDouble(PyTuple_GET_ITEM(node, 1));
    double value = PyFloat_AsDouble(PyTuple_GET_ITEM(node, 4));
    if (PyErr_Occurred())
        return -1;
    if (measure < 0 || measure >= self->measures) {
        PyErr_SetString(PyExc_ValueError, "a measure that no row has");
        return -1;
    }
    question.measure = (int16_t)measure;
    PyObject *below[2] = {low, high};
    int32_t places[2];
    for (int side = 0; side < 2; side++) {
        if (!PyTuple_Check(below[side]) || PyTuple_GET_SIZE(below[side]) != 5) {
            PyErr_SetString(PyExc_TypeError, "a node is (measure, at, low, high, value)");
            return -1;
        }
        double then = PyFloat_AsDouble(PyTuple_GET_ITEM(below[side], 4));
        if (PyErr_Occurred())
            return -1;
        double by = nearbyint(self->unit * (then - value));
        if (!(fabs(by) <= self->farthest)) {
            self->far = 1;
            by = 0.0;
        }
        steps[depth].measure = question.measure;
        steps[depth].by = (int64_t)by;
        places[side] = forest_read(self, below[side], steps, depth + 1, leaf, deepest);
        if (places[side] < 0)
            return -1;
    }
    question.on[0] = (int16_t)(places[0] - place);
    question.on[1] = (int16_t)(places[1] - place);
    self->questions[place] = question;
    return place;
}

static void forest_dealloc(Forest *self)
{
    PyMem_Free(self->questions);
    PyMem_Free(self->roots);
    PyMem_Free(self->depths);
    PyMem_Free(self->leaves);
    PyMem_Free(self->steps);
    PyMem_Free(self->paths);
    PyMem_Free(self->high);
    PyMem_Free(self->low);
    Py_XDECREF(self->values);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Cut the answers of all leaves in two. */
static int forest_exact(Forest *self)
{
    Py_ssize_t count = PyList_GET_SIZE(self->values);
    self->high = PyMem_Calloc((size_t)count + 1, sizeof(int64_t));
    self->low = PyMem_Calloc((size_t)count + 1, sizeof(int64_t));
    if (!self->high || !self->low) {
        PyErr_NoMemory();
        return -1;
    }
    /* a machine that rounds to its own width first would round twice */
    self->exact = self->trees < 500 && FLT_EVAL_METHOD == 0;
    for (Py_ssize_t n = 0; n < count; n++) {
        double value = PyFloat_AsDouble(PyList_GET_ITEM(self->values, n));
        if (PyErr_Occurred())
            return -1;
        if (!(value < LARGEST && value > -LARGEST)) {
            self->exact = 0;
            continue;
        }
        double coarse = trunc(ldexp(value, COARSE));
        double fine = ldexp(ldexp(value, COARSE) - coarse, FINE);
        self->exact &= fine == trunc(fine);
        self->high[n] = (int64_t)coarse;
        self->low[n] = (int64_t)fine;
    }
    return 0;
}

static PyObject *forest_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    static char *names[] = {"trees", "measures", "unit", NULL};
    PyObject *trees;
    Py_ssize_t measures;
    double unit;
    if (!PyArg_ParseTupleAndKeywords(args, named, "O!nd", names, &PyTuple_Type, &trees, &measures,
                                     &unit))
        return NULL;
    if (measures < 0 || measures > INT16_MAX) {
        PyErr_SetString(PyExc_ValueError, "no such number of measures");
        return NULL;
    }
    Forest *self = (Forest *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->trees = PyTuple_GET_SIZE(trees);
    self->measures = measures;
    self->unit = unit;
    self->farthest = ldexp(1.0, 62) / ((double)DEEPEST * (double)(self->trees + 1));
    self->values = PyList_New(0);
    self->roots = PyMem_Calloc((size_t)self->trees + 1, sizeof *self->roots);
    self->depths = PyMem_Calloc((size_t)self->trees + 1, sizeof *self->depths);
    self->leaves = PyMem_Calloc((size_t)self->trees + 1, sizeof *self->leaves);
    if (!self->values || !self->roots || !self->depths || !self->leaves) {
        PyErr_NoMemory();
        goto failed;
    }
    Step steps[DEEPEST];
    for (Py_ssize_t n = 0; n < self->trees; n++) {
        int32_t leaf = 0;
        self->leaves[n] = (int32_t)PyList_GET_SIZE(self->values);
        self->roots[n] = forest_read(self, PyTuple_GET_ITEM(trees, n), steps, 0, &leaf,
                                     self->depths + n);
        if (self->roots[n] < 0)
            goto failed;
    }
    if (forest_exact(self) < 0)
        goto failed;
    return (PyObject *)self;
failed:
    Py_DECREF(self);
    return NULL;
}

/* Rows that a tree is asked about before the next one: what they hold stays at hand. */
#define BLOCK 32

/* The measures of a row, as numbers. */
static int forest_row(const Forest *self, PyObject *row, double *values)
{
    PyObject *measured = PySequence_Tuple(row);
    if (measured == NULL)
        return -1;
    if (PyTuple_GET_SIZE(measured) != self->measures)
        PyErr_SetString(PyExc_ValueError, "a row of another length");
    else
        for (Py_ssize_t i = 0; i < self->measures && !PyErr_Occurred(); i++)
            values[i] = PyFloat_AsDouble(PyTuple_GET_ITEM(measured, i));
    Py_DECREF(measured);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *forest_ends(Forest *self, PyObject *listed)
{
    PyObject *rows = PySequence_Tuple(listed), *ends = NULL;
    double *values = PyMem_Malloc((size_t)(BLOCK * self->measures + 1) * sizeof(double));
    if (!values)
        PyErr_NoMemory();
    if (values && rows)
        ends = PyList_New(0);
    for (Py_ssize_t from = 0; ends && from < PyTuple_GET_SIZE(rows); from += BLOCK) {
        unsigned char *to[BLOCK];
        Py_ssize_t size = 0;
        for (; ends && size < BLOCK && from + size < PyTuple_GET_SIZE(rows); size++) {
            PyObject *row = PyTuple_GET_ITEM(rows, from + size);
            PyObject *end = PyBytes_FromStringAndSize(NULL, self->trees);
            if (end == NULL || forest_row(self, row, values + size * self->measures) < 0 ||
                PyList_Append(ends, end) < 0)
                Py_CLEAR(ends);
            else
                to[size] = (unsigned char *)PyBytes_AS_STRING(end);
            Py_XDECREF(end);
        }
        for (Py_ssize_t n = 0; ends && n < self->trees; n++) {
            const Question *asked[BLOCK];
            for (Py_ssize_t k = 0; k < size; k++)
                asked[k] = self->questions + self->roots[n];
            /* all rows one step down: no step waits for another, and none is guessed */
            for (int depth = 0; depth < self->depths[n]; depth++)
                for (Py_ssize_t k = 0; k < size; k++) {
                    const double *row = values + k * self->measures;
                    asked[k] += asked[k]->on[row[asked[k]->measure] > asked[k]->at];
                }
            for (Py_ssize_t k = 0; k < size; k++)
                to[k][n] = (unsigned char)asked[k]->leaf;
        }
    }
    PyMem_Free(values);
    Py_XDECREF(rows);
    return ends;
}

/* The leaf that a tree ended at, among all leaves; -1 and an exception if it has none such. */
static Py_ssize_t forest_leaf(Forest *self, PyObject *ends, Py_ssize_t n)
{
    Py_ssize_t leaf = self->leaves[n] + (unsigned char)PyBytes_AS_STRING(ends)[n];
    Py_ssize_t next = n + 1 < self->trees ? self->leaves[n + 1] : PyList_GET_SIZE(self->values);
    if (leaf < next)
        return leaf;
    PyErr_SetString(PyExc_ValueError, "no such leaf");
    return -1;
}

static int forest_told(Forest *self, PyObject *ends)
{
    if (PyBytes_Check(ends) && PyBytes_GET_SIZE(ends) == self->trees)
        return 0;
    PyErr_SetString(PyExc_ValueError, "the ends of all trees are wanted");
    return -1;
}

static PyObject *forest_values(Forest *self, PyObject *ends)
{
    if (forest_told(self, ends) < 0)
        return NULL;
    PyObject *values = PyList_New(self->trees);
    for (Py_ssize_t n = 0; values && n < self->trees; n++) {
        Py_ssize_t leaf = forest_leaf(self, ends, n);
        if (leaf < 0) {
            Py_DECREF(values);
            return NULL;
        }
        PyObject *value = PyList_GET_ITEM(self->values, leaf);
        Py_INCREF(value);
        PyList_SET_ITEM(values, n, value);
    }
    return values;
}

static PyObject *forest_score(Forest *self, PyObject *ends)
{
    if (forest_told(self, ends) < 0)
        return NULL;
    if (!self->exact)
        Py_RETURN_NONE;
    int64_t high = 0, low = 0;
    for (Py_ssize_t n = 0; n < self->trees; n++) {
        Py_ssize_t leaf = forest_leaf(self, ends, n);
        if (leaf < 0)
            return NULL;
        high += self->high[leaf];
        low += self->low[leaf];
    }
    int64_t carried = low / ((int64_t)1 << FINE);
    high += carried;
    low -= carried * ((int64_t)1 << FINE);
    if (high > ((int64_t)1 << 53) || high < -((int64_t)1 << 53))
        Py_RETURN_NONE;
    return PyFloat_FromDouble(ldexp((double)high, -COARSE) + ldexp((double)low, -COARSE - FINE));
}

static PyObject *forest_steps(Forest *self, PyObject *ends)
{
    if (forest_told(self, ends) < 0)
        return NULL;
    if (self->far) {
        PyErr_SetString(PyExc_OverflowError, "a step too far to be counted");
        return NULL;
    }
    int64_t *sums = PyMem_Calloc((size_t)self->measures + 1, sizeof *sums);
    if (sums == NULL)
        return PyErr_NoMemory();
    PyObject *steps = NULL;
    for (Py_ssize_t n = 0; n < self->trees; n++) {
        Py_ssize_t leaf = forest_leaf(self, ends, n);
        if (leaf < 0)
            goto done;
        for (Py_ssize_t k = self->paths[leaf]; k < self->paths[leaf + 1]; k++)
            sums[self->steps[k].measure] += self->steps[k].by;
    }
    steps = PyList_New(self->measures);
    for (Py_ssize_t i = 0; steps && i < self->measures; i++) {
        PyObject *step = PyFloat_FromDouble((double)sums[i] / self->unit);
        if (step == NULL)
            Py_CLEAR(steps);
        else
            PyList_SET_ITEM(steps, i, step);
    }
done:
    PyMem_Free(sums);
    return steps;
}

static PyObject *forest_largest(Forest *self, PyObject *args)
{
    PyObject *ends, *steps, *ranks, *told = NULL;
    Py_ssize_t number, size = 0;
    if (!PyArg_ParseTuple(args, "OO!n", &ends, &PyBytes_Type, &ranks, &number))
        return NULL;
    if (PyBytes_GET_SIZE(ranks) != self->measures || number < 0 || number > self->measures) {
        PyErr_SetString(PyExc_ValueError, "a rank for each measure, and no more than there are");
        return NULL;
    }
    if ((steps = forest_steps(self, ends)) == NULL)
        return NULL;
    Py_ssize_t *best = PyMem_Malloc((size_t)(number + 1) * sizeof *best);
    if (best == NULL) {
        Py_DECREF(steps);
        return PyErr_NoMemory();
    }
    const unsigned char *rank = (const unsigned char *)PyBytes_AS_STRING(ranks);
    for (Py_ssize_t i = 0; i < self->measures; i++) {
        double step = PyFloat_AS_DOUBLE(PyList_GET_ITEM(steps, i));
        if (step == 0.0)
            continue;
        Py_ssize_t at = size;
        for (; at > 0; at--) {
            double other = PyFloat_AS_DOUBLE(PyList_GET_ITEM(steps, best[at - 1]));
            if (other > step || (other == step && rank[best[at - 1]] < rank[i]))
                break;
            if (at < number)
                best[at] = best[at - 1];
        }
        if (at < number) {
            best[at] = i;
            size += size < number;
        }
    }
    told = PyList_New(size);
    for (Py_ssize_t k = 0; told && k < size; k++) {
        PyObject *pair = Py_BuildValue("nO", best[k], PyList_GET_ITEM(steps, best[k]));
        if (pair == NULL)
            Py_CLEAR(told);
        else
            PyList_SET_ITEM(told, k, pair);
    }
    PyMem_Free(best);
    Py_DECREF(steps);
    return told;
}

static PyMethodDef forest_methods[] = {
    {"ends", (PyCFunction)forest_ends, METH_O,
     "For each row, the number of the leaf that each tree ends at."},
    {"values", (PyCFunction)forest_values, METH_O, "What each tree answers there."},
    {"score", (PyCFunction)forest_score, METH_O,
     "The sum of the answers, rounded once; None if it takes more than whole numbers."},
    {"steps", (PyCFunction)forest_steps, METH_O, "For each measure, the steps of all trees."},
    {"largest", (PyCFunction)forest_largest, METH_VARARGS,
     "So many measures with the largest steps, of equal ones by rank, and these steps."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject ForestType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cleaner._native.Forest",
    .tp_basicsize = sizeof(Forest),
    .tp_dealloc = (destructor)forest_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "All trees of a model.",
    .tp_methods = forest_methods,
    .tp_new = forest_new,
};
