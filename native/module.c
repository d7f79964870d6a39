/* The compiled pass: what cleaner/ does in Python too, where a C compiler was at hand. */

#include "native.h"

static struct PyModuleDef native = {
    PyModuleDef_HEAD_INIT, .m_name = "cleaner._native", .m_size = -1, .m_methods = line_methods,
};

PyMODINIT_FUNC PyInit__native(void)
{
    PyTypeObject *types[] = {&ForestType, &GateType, &SightType, &StoplistsType, &LexiconType};
    PyObject *module = PyModule_Create(&native);
    for (size_t n = 0; module && n < sizeof types / sizeof *types; n++)
        if (PyModule_AddType(module, types[n]) < 0)
            Py_CLEAR(module);
    return module;
}
