/* Lines as rules see them (cleaner/rulebook/rule.py: view, line_view, fold, words). */

#include "native.h"

#define PAGES 256

typedef struct {
    PyObject_HEAD
    uint16_t *pages[PAGES]; /* of 256 letters each: what is seen for them, 0 for nothing; NULL:
                               they themselves */
} Sight;

static void sight_dealloc(Sight *self)
{
    for (int n = 0; n < PAGES; n++)
        PyMem_Free(self->pages[n]);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int sight_set(Sight *self, Letter letter, Letter seen)
{
    if (letter > 0xffff || seen > 0xffff) {
        PyErr_SetString(PyExc_ValueError, "a letter beyond the first plane");
        return -1;
    }
    uint16_t **page = &self->pages[letter >> 8];
    if (*page == NULL) {
        *page = PyMem_Malloc(256 * sizeof **page);
        if (*page == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        for (Letter n = 0; n < 256; n++)
            (*page)[n] = (uint16_t)((letter & 0xff00) + n);
    }
    (*page)[letter & 0xff] = (uint16_t)seen;
    return 0;
}

static PyObject *sight_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    static char *names[] = {"seen", "plain", "hidden", NULL};
    PyObject *seen, *plain, *hidden;
    if (!PyArg_ParseTupleAndKeywords(args, named, "UUU", names, &seen, &plain, &hidden))
        return NULL;
    Letters from = {0}, to = {0}, none = {0};
    Sight *self = (Sight *)type->tp_alloc(type, 0);
    if (!self || letters_add(&from, seen) < 0 || letters_add(&to, plain) < 0 ||
        letters_add(&none, hidden) < 0)
        goto failed;
    if (from.size != to.size) {
        PyErr_SetString(PyExc_ValueError, "one letter for each is wanted");
        goto failed;
    }
    for (Py_ssize_t i = 0; i < from.size; i++)
        if (sight_set(self, from.at[i], to.at[i]) < 0)
            goto failed;
    for (Py_ssize_t i = 0; i < none.size; i++)
        if (sight_set(self, none.at[i], 0) < 0)
            goto failed;
    goto done;
failed:
    Py_CLEAR(self);
done:
    letters_free(&from);
    letters_free(&to);
    letters_free(&none);
    return (PyObject *)self;
}

/* What is seen for a letter; `*hidden` is set if nothing is. */
static inline Letter sight_of(const Sight *self, Letter c, int *hidden)
{
    const uint16_t *page = c <= 0xffff ? self->pages[c >> 8] : NULL;
    if (page == NULL)
        return c;
    Letter seen = page[c & 0xff];
    *hidden = !seen && c;
    return seen || !c ? seen : c;
}

static PyObject *text_of(const Letter *at, Py_ssize_t size)
{
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, at, size);
}

static PyObject *sight_view(Sight *self, PyObject *text)
{
    Letters letters = {0};
    if (letters_add(&letters, text) < 0)
        return NULL;
    int changed = 0;
    for (Py_ssize_t i = 0; i < letters.size; i++) {
        int hidden = 0;
        Letter seen = sight_of(self, letters.at[i], &hidden);
        changed |= seen != letters.at[i];
        letters.at[i] = seen;
    }
    PyObject *view = text;
    if (changed)
        view = text_of(letters.at, letters.size);
    else
        Py_INCREF(view);
    letters_free(&letters);
    return view;
}

static PyObject *sight_line_view(Sight *self, PyObject *text)
{
    Letters letters = {0};
    if (letters_add(&letters, text) < 0)
        return NULL;
    int changed = 0;
    Py_ssize_t size = 0, first = 0;
    for (Py_ssize_t i = 0; i < letters.size; i++) {
        int hidden = 0;
        Letter seen = sight_of(self, letters.at[i], &hidden);
        changed |= hidden | (seen != letters.at[i]);
        if (!hidden && !(seen == ' ' && size && letters.at[size - 1] == ' '))
            letters.at[size++] = seen;
    }
    while (size && Py_UNICODE_ISSPACE(letters.at[size - 1]))
        size--;
    while (first < size && Py_UNICODE_ISSPACE(letters.at[first]))
        first++;
    PyObject *view = text;
    if (changed || size - first != letters.size)
        view = text_of(letters.at + first, size - first);
    else
        Py_INCREF(view);
    letters_free(&letters);
    return view;
}

#define SIGMA 0x3a3 /* a capital whose small letter depends on what stands beside it */

PyObject *fold(PyObject *module, PyObject *text)
{
    (void)module;
    Letters letters = {0};
    if (letters_add(&letters, text) < 0)
        return NULL;
    PyObject *folded = NULL;
    int left = 0;
    for (Py_ssize_t i = 0; i < letters.size && !left; i++) {
        Letter c = letters.at[i];
        if (c < 128)
            letters.at[i] = c - 'A' < 26 ? c + 32 : c;
        else if (c == 0x130)
            letters.at[i] = 'i';
        else if (c == SIGMA)
            left = 1;
        else
            letters.at[i] = Py_UNICODE_TOLOWER(c);
    }
    if (!left) {
        folded = text_of(letters.at, letters.size);
    } else {
        PyObject *dotted = PyUnicode_FromOrdinal(0x130), *plain = PyUnicode_FromString("i");
        PyObject *even = dotted && plain ? PyUnicode_Replace(text, dotted, plain, -1) : NULL;
        folded = even ? PyObject_CallMethod(even, "lower", NULL) : NULL;
        Py_XDECREF(even);
        Py_XDECREF(dotted);
        Py_XDECREF(plain);
    }
    letters_free(&letters);
    return folded;
}

static inline int in_word(int kind, const void *data, Py_ssize_t i, Py_ssize_t size)
{
    return i < size && (is_alnum(PyUnicode_READ(kind, data, i)) ||
                        PyUnicode_READ(kind, data, i) == '_');
}

static inline int joins(Letter c)
{
    return c == '\'' || c == '.' || c == '-';
}

PyObject *words(PyObject *module, PyObject *text)
{
    (void)module;
    if (text_ready(text) < 0)
        return NULL;
    const int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t count = 0, size = PyUnicode_GET_LENGTH(text);
    for (Py_ssize_t i = 0; i < size; i++) {
        if (!in_word(kind, data, i, size))
            continue;
        count++;
        while (in_word(kind, data, i + 1, size) ||
               (in_word(kind, data, i + 2, size) && joins(PyUnicode_READ(kind, data, i + 1))))
            i++;
    }
    return PyLong_FromSsize_t(count);
}

static PyMethodDef sight_methods[] = {
    {"view", (PyCFunction)sight_view, METH_O, "A text as rules see it, of the same length."},
    {"line_view", (PyCFunction)sight_line_view, METH_O, "A line as whole-line patterns see it."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject SightType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cleaner._native.Sight",
    .tp_basicsize = sizeof(Sight),
    .tp_dealloc = (destructor)sight_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "What rules see for the letters of a text.",
    .tp_methods = sight_methods,
    .tp_new = sight_new,
};
