/* The compiled pass: what cleaner/ does in Python too, where a C compiler was at hand. */

#include "native.h"

/* cleaner/native.py asks for the same: a module built of other sources is left alone. */
#define EDITION 4

static struct PyModuleDef native = {
    PyModuleDef_HEAD_INIT, .m_name = "cleaner._native", .m_size = -1, .m_methods = line_methods,
};

PyMODINIT_FUNC PyInit__native(void)
{
    PyTypeObject *types[] = {&ForestType,    &GateType,    &SightType,
                             &StoplistsType, &LexiconType, &MentionsType};
    PyObject *module = PyModule_Create(&native), *name = PyUnicode_FromString("cleaner");
    if (name == NULL)
        Py_CLEAR(module);
    else
        /* the same whenever it is asked for: what was made before goes on */
        hash_seed = 2166136261u ^ (uint32_t)PyObject_Hash(name);
    Py_XDECREF(name);
    if (module && PyModule_AddFunctions(module, object_methods) < 0)
        Py_CLEAR(module);
    if (module && PyModule_AddIntConstant(module, "EDITION", EDITION) < 0)
        Py_CLEAR(module);
    for (size_t n = 0; module && n < sizeof types / sizeof *types; n++)
        if (PyModule_AddType(module, types[n]) < 0)
            Py_CLEAR(module);
    return module;
}
