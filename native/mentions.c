/* Who is named first where (cleaner/evidence/table.py: Mentions). */

#include "words.h"

typedef struct {
    PyObject_HEAD
    PyObject *texts;     /* a list of lines */
    Py_ssize_t read;     /* so many of them have been read */
    Py_ssize_t sample;
    Texts tokens;        /* what stands in them between spaces, less the marks after it */
    int32_t *first;      /* of each, the line that it first stands on */
    Py_ssize_t room;
    Letters line;
} Mentions;

static void mentions_dealloc(Mentions *self)
{
    Py_XDECREF(self->texts);
    texts_free(&self->tokens);
    PyMem_Free(self->first);
    letters_free(&self->line);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *mentions_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    static char *names[] = {"texts", "sample", NULL};
    PyObject *texts;
    Py_ssize_t sample;
    if (!PyArg_ParseTupleAndKeywords(args, named, "On", names, &texts, &sample))
        return NULL;
    Mentions *self = (Mentions *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->sample = sample;
    self->texts = PySequence_Tuple(texts);
    if (self->texts == NULL)
        Py_CLEAR(self);
    return (PyObject *)self;
}

/* A mark that may stand between a name and the space after it. */
static inline int is_after(Letter c)
{
    return c < 128 && c && strchr(".,;:\"()", (int)c);
}

static inline int is_capital(Letter c)
{
    return c < 128 ? c >= 'A' && c <= 'Z' : Py_UNICODE_ISUPPER(c);
}

/* The capitals that a name begins with inside a line. */
static inline int opens_name(Letter c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
           (c >= 0x410 && c <= 0x42f) || (c >= 0x391 && c <= 0x3a9);
}

static inline int in_name(Letter c)
{
    return is_alnum(c) || c == '_' || c == 0x2019 || c == '\'' || c == '-';
}

static inline int ends_sentence(Letter c)
{
    return (c < 128 ? c && strchr(".!?:\"", (int)c) != NULL : c == 0x2026 || c == 0x201c) ||
           Py_UNICODE_ISSPACE(c);
}

/* Read line after line, as far as the `n`th. */
static int mentions_read(Mentions *self, Py_ssize_t n)
{
    for (; self->read < n; self->read++) {
        Letters *line = &self->line;
        line->size = 0;
        if (letters_add(line, PyTuple_GET_ITEM(self->texts, self->read)) < 0)
            return -1;
        for (Py_ssize_t end = 0, start; end < line->size;) {
            for (start = end; start < line->size && Py_UNICODE_ISSPACE(line->at[start]); start++)
                ;
            for (end = start; end < line->size && !Py_UNICODE_ISSPACE(line->at[end]); end++)
                ;
            Py_ssize_t stop = end;
            while (stop > start && is_after(line->at[stop - 1]))
                stop--;
            /* names begin with a capital */
            if (stop == start || !(is_capital(line->at[start]) || opens_name(line->at[start])))
                continue;
            const Letter *token = line->at + start;
            Py_ssize_t known = self->tokens.count;
            int32_t number = texts_add(&self->tokens, token, stop - start,
                                       hash_of(token, stop - start));
            if (number < 0)
                return -1;
            if (self->tokens.count == known)
                continue;
            int32_t *first = grown(self->first, &self->room, number + 1, sizeof *first);
            if (first == NULL)
                return -1;
            self->first = first;
            first[number] = (int32_t)self->read;
        }
    }
    return 0;
}

static int mentions_above(const Mentions *self, Py_ssize_t n, const Letter *name, Py_ssize_t size)
{
    int32_t number = texts_find(&self->tokens, name, size, hash_of(name, size));
    return number >= 0 && self->first[number] < n;
}

/* The names of a line, each once, and how many of them no line above has. */
static int mentions_count(const Mentions *self, Py_ssize_t n, const Letters *line,
                          Py_ssize_t *names, Py_ssize_t *fresh)
{
    Texts seen = {0};
    Py_ssize_t size = line->size < self->sample ? line->size : self->sample;
    int done = 0;
    *fresh = 0;
    for (Py_ssize_t i = 2; i < size && done == 0; i++) {
        if (line->at[i - 1] != ' ' || !opens_name(line->at[i]) || ends_sentence(line->at[i - 2]))
            continue;
        Py_ssize_t end = i + 1;
        while (end < size && in_name(line->at[end]))
            end++;
        if (end - i < 3)
            continue;
        Py_ssize_t known = seen.count;
        const Letter *name = line->at + i;
        done = texts_add(&seen, name, end - i, hash_of(name, end - i)) < 0 ? -1 : 0;
        if (seen.count > known)
            *fresh += !mentions_above(self, n, name, end - i);
        i = end - 1;
    }
    /* two words in capitals that open the line */
    Py_ssize_t ends[2] = {0, 0}, at = 0;
    while (at < line->size && line->at[at] != ' ')
        at++;
    ends[0] = at;
    for (at += at < line->size; at < line->size && line->at[at] != ' '; at++)
        ;
    ends[1] = at;
    if (done == 0 && ends[0] < line->size && is_capital(line->at[0]) && ends[0] + 1 < ends[1] &&
        is_capital(line->at[ends[0] + 1])) {
        for (int k = 0; k < 2 && done == 0; k++) {
            const Letter *name = line->at + (k ? ends[0] + 1 : 0);
            Py_ssize_t long_ = ends[k] - (k ? ends[0] + 1 : 0), known = seen.count;
            while (long_ && (name[long_ - 1] == '.' || name[long_ - 1] == ','))
                long_--;
            done = texts_add(&seen, name, long_, hash_of(name, long_)) < 0 ? -1 : 0;
            if (seen.count > known)
                *fresh += !mentions_above(self, n, name, long_);
        }
    }
    *names = seen.count;
    texts_free(&seen);
    return done;
}

static PyObject *mentions_fresh(Mentions *self, PyObject *number)
{
    Py_ssize_t n = PyLong_AsSsize_t(number), names, fresh;
    if (n == -1 && PyErr_Occurred())
        return NULL;
    if (n < 0 || n >= PyTuple_GET_SIZE(self->texts)) {
        PyErr_SetString(PyExc_IndexError, "no such line");
        return NULL;
    }
    if (mentions_read(self, n) < 0)
        return NULL;
    self->line.size = 0;
    if (letters_add(&self->line, PyTuple_GET_ITEM(self->texts, n)) < 0 ||
        mentions_count(self, n, &self->line, &names, &fresh) < 0)
        return NULL;
    return PyFloat_FromDouble(names ? (double)fresh / (double)names : -1.0);
}

static PyMethodDef mentions_methods[] = {
    {"new", (PyCFunction)mentions_fresh, METH_O,
     "The share of the names in a line that no line above has; -1 where there is no name."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject MentionsType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cleaner._native.Mentions",
    .tp_basicsize = sizeof(Mentions),
    .tp_dealloc = (destructor)mentions_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Who is named first where in some lines.",
    .tp_methods = mentions_methods,
    .tp_new = mentions_new,
};
