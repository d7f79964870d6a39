/* What single lines look like (cleaner/evidence/shape.py, table.py). */

#include "words.h"

/* The code points of a str, where they are: for as long as no Python runs. */
typedef struct {
    const void *data;
    int kind;
    Py_ssize_t size;
} View;

static int view_of(PyObject *text, View *view)
{
    if (text_ready(text) < 0)
        return -1;
    view->data = PyUnicode_DATA(text);
    view->kind = PyUnicode_KIND(text);
    view->size = PyUnicode_GET_LENGTH(text);
    return 0;
}

static inline Letter letter(const View *view, Py_ssize_t i)
{
    return PyUnicode_READ(view->kind, view->data, i);
}

static PyObject *cased(PyObject *module, PyObject *text)
{
    View view;
    if (view_of(text, &view) < 0)
        return NULL;
    Py_ssize_t capitals = 0, small = 0;
    for (Py_ssize_t i = 0; i < view.size; i++) {
        Letter c = letter(&view, i);
        if (c < 128) {
            capitals += c >= 'A' && c <= 'Z';
            small += c >= 'a' && c <= 'z';
        } else {
            capitals += Py_UNICODE_ISUPPER(c) != 0;
            small += Py_UNICODE_ISLOWER(c) != 0;
        }
    }
    return Py_BuildValue("nn", capitals, small);
}

static PyObject *looks(PyObject *module, PyObject *args)
{
    PyObject *text;
    Py_ssize_t sample, digits = 0, marks = 0, commas = 0, separators = 0;
    View view;
    if (!PyArg_ParseTuple(args, "Un", &text, &sample) || view_of(text, &view) < 0)
        return NULL;
    for (Py_ssize_t i = 0; i < view.size; i++) {
        Letter c = letter(&view, i);
        if (is_alnum(c)) {
            if (i < sample)
                digits += c < 128 ? c <= '9' : Py_UNICODE_ISDIGIT(c) != 0;
        } else if (c != ' ') {
            if (i < sample)
                marks += !Py_UNICODE_ISSPACE(c);
            commas += c == ',' || c == 0x3001 || c == 0x60c;
            separators += c == '|' || c == '/' || c == 0x2022 || c == 0xb7 || c == 0xbb || c == 0x203a;
        }
    }
    return Py_BuildValue("nnnn", digits, marks, commas, separators);
}

static PyObject *capitalised(PyObject *module, PyObject *args)
{
    PyObject *text;
    Py_ssize_t sample, most, words = 0, capitals = 0, from, end = 0;
    if (!PyArg_ParseTuple(args, "Unn", &text, &sample, &most))
        return NULL;
    Letters letters = {0};
    if (letters_add(&letters, text) < 0)
        return NULL;
    Py_ssize_t size = letters.size < sample ? letters.size : sample;
    while (words < most && (from = next_word(letters.at, end, size, &end)) >= 0) {
        words++;
        capitals += Py_UNICODE_ISUPPER(letters.at[from]) != 0;
    }
    letters_free(&letters);
    return PyFloat_FromDouble((double)capitals / (double)(words ? words : 1));
}

static PyObject *word_counts(PyObject *module, PyObject *args)
{
    PyObject *text;
    Py_ssize_t sample;
    if (!PyArg_ParseTuple(args, "Un", &text, &sample))
        return NULL;
    Letters letters = {0};
    PyObject *counts = PyList_New(0);
    if (counts == NULL || letters_add(&letters, text) < 0)
        goto failed;
    for (Py_ssize_t start = 0; start <= letters.size;) {
        Py_ssize_t stop = start, words = 0, single = 0, hangul = 0, han = 0, from, end;
        int kana = 0;
        while (stop < letters.size && letters.at[stop] != '\n')
            stop++;
        Py_ssize_t size = stop - start > sample ? start + sample : stop;
        for (end = start; (from = next_word(letters.at, end, size, &end)) >= 0; words++) {
            Letter c = letters.at[from];
            single += is_unspaced(c);
            hangul += is_hangul(c);
            han += is_han(c);
            kana |= is_kana(c);
        }
        Py_ssize_t sixths = 6 * words + 3 * hangul - 3 * single + (kana ? 0 : han);
        PyObject *number = PyLong_FromSsize_t((sixths + 5) / 6);
        if (number == NULL || PyList_Append(counts, number) < 0) {
            Py_XDECREF(number);
            goto failed;
        }
        Py_DECREF(number);
        start = stop + 1;
    }
    letters_free(&letters);
    return counts;
failed:
    letters_free(&letters);
    Py_XDECREF(counts);
    return NULL;
}

#define PLANE 0x10000

static int plane_of(PyObject *letters, uint8_t *plane)
{
    View view;
    if (view_of(letters, &view) < 0)
        return -1;
    memset(plane, 0, PLANE / 8);
    for (Py_ssize_t i = 0; i < view.size; i++) {
        Letter c = letter(&view, i);
        if (c >= PLANE) {
            PyErr_SetString(PyExc_ValueError, "a mark beyond the first plane");
            return -1;
        }
        plane[c / 8] |= (uint8_t)(1 << c % 8);
    }
    return 0;
}

static inline int in_plane(const uint8_t *plane, Letter c)
{
    return c < PLANE && (plane[c / 8] >> c % 8 & 1);
}

static PyObject *ended(PyObject *module, PyObject *args)
{
    PyObject *texts, *closing_marks, *end_marks;
    Py_ssize_t last;
    if (!PyArg_ParseTuple(args, "O!nUU", &PyList_Type, &texts, &last, &closing_marks, &end_marks))
        return NULL;
    uint8_t closing[PLANE / 8], ends[PLANE / 8];
    if (plane_of(closing_marks, closing) < 0 || plane_of(end_marks, ends) < 0)
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(texts);
    PyObject *found = PyList_New(count);
    if (found && PyList_GET_SIZE(texts) != count) { /* changed by what a new list set free */
        PyErr_SetString(PyExc_RuntimeError, "the texts changed");
        Py_CLEAR(found);
    }
    for (Py_ssize_t n = 0; found && n < count; n++) {
        View view;
        if (view_of(PyList_GET_ITEM(texts, n), &view) < 0) {
            Py_DECREF(found);
            return NULL;
        }
        Py_ssize_t at = view.size, least = view.size > last ? view.size - last : 0;
        while (at > least && in_plane(closing, letter(&view, at - 1)))
            at--;
        int is_end = at > least && in_plane(ends, letter(&view, at - 1));
        PyList_SET_ITEM(found, n, PyBool_FromLong(is_end));
    }
    return found;
}

/* --- signs of code (cleaner/evidence/code.py) */

static inline int is_lower(Letter c)
{
    return c >= 'a' && c <= 'z';
}

static inline int is_upper(Letter c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether a word of small letters goes on with a capital, to a bracket, a colon or a full stop. */
static int is_camel(const View *view, Py_ssize_t i, Py_ssize_t size)
{
    for (i += 2; i < size; i++) {
        Letter c = letter(view, i);
        if (c == '(' || c == ':' || c == '.')
            return 1;
        if (!is_lower(c) && !is_upper(c) && !(c >= '0' && c <= '9') && c < 128 && c != '_')
            return 0;
    }
    return 0;
}

static int has_sign(const View *view, Py_ssize_t sample)
{
    Py_ssize_t first = 0, last = view->size < sample ? view->size : sample;
    while (first < last && Py_UNICODE_ISSPACE(letter(view, first)))
        first++;
    while (first < last && Py_UNICODE_ISSPACE(letter(view, last - 1)))
        last--;
    if (first == last)
        return 0;
    Letter begin = letter(view, first), end = letter(view, last - 1), before = 0;
    if ((begin < 128 && begin && strchr("}])#/$@", (int)begin)) ||
        (end < 128 && end && strchr("{};:(,!]", (int)end)))
        return 1;
    for (Py_ssize_t i = first; i < last; before = letter(view, i++)) {
        Letter c = letter(view, i);
        if (is_lower(c) || c == ' ')
            continue;
        if (c == '=' || c == '<' || c == '>' || c == '_' || (c == ':' && before == ':') ||
            (c == '(' && before != ' '))
            return 1;
        if (is_upper(c) && is_lower(before) && is_camel(view, i - 1, last))
            return 1;
    }
    return 0;
}

/* --- what ftfy could mend (cleaner/text/suspects.py) */

/* Whether an entity stands here: "&amp;", "&#39;". */
static int is_entity(const View *view, Py_ssize_t i)
{
    Py_ssize_t first = i + 1 < view->size && letter(view, i + 1) == '#' ? i + 2 : i + 1;
    for (i = first; i < view->size && i - first <= 24; i++) {
        Letter c = letter(view, i);
        if (c == ';')
            return i > first;
        if (c >= 128 || !is_alnum(c))
            return 0;
    }
    return 0;
}

static PyObject *plain(PyObject *module, PyObject *args)
{
    PyObject *text, *lone_marks;
    View view;
    uint8_t lone[PLANE / 8];
    if (!PyArg_ParseTuple(args, "UU", &text, &lone_marks) || plane_of(lone_marks, lone) < 0 ||
        view_of(text, &view) < 0)
        return NULL;
    for (Py_ssize_t i = 0; i < view.size; i++) {
        Letter c = letter(&view, i);
        if ((c >= ' ' && c < 127 && c != '&') || c == '\n' || c == '\t' || c == '\r' || c == '\f')
            continue;
        if (c == '&' ? is_entity(&view, i)
                     : !in_plane(lone, c) || (i + 1 < view.size && letter(&view, i + 1) >= 128))
            Py_RETURN_FALSE;
    }
    Py_RETURN_TRUE;
}

/* --- marks and words at the ends of a line */

static PyObject *inside(PyObject *module, PyObject *text)
{
    View view;
    if (view_of(text, &view) < 0)
        return NULL;
    Py_ssize_t first = 0, last = view.size;
    while (first < last && !is_alnum(letter(&view, first)))
        first++;
    while (first < last && !is_alnum(letter(&view, last - 1)))
        last--;
    return PyUnicode_Substring(text, first, last);
}

/* Whether a line has at most so many words, and two capitals. */
static int may_be_name(const View *view, Py_ssize_t most)
{
    Py_ssize_t words = 0, capitals = 0;
    int inner = 0;
    for (Py_ssize_t i = 0; i < view->size && words <= most; i++) {
        Letter c = letter(view, i);
        if (c == ' ' || Py_UNICODE_ISSPACE(c)) {
            inner = 0;
        } else {
            words += !inner;
            capitals += Py_UNICODE_ISUPPER(c) != 0;
            inner = 1;
        }
    }
    return words <= most && capitals >= 2;
}

/* The numbers of the lines of which `says` is true. */
static PyObject *lines_that(int (*says)(const View *, Py_ssize_t), PyObject *args)
{
    PyObject *texts;
    Py_ssize_t most;
    if (!PyArg_ParseTuple(args, "O!n", &PyList_Type, &texts, &most))
        return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t n = 0; found && n < PyList_GET_SIZE(texts); n++) {
        View view;
        if (view_of(PyList_GET_ITEM(texts, n), &view) < 0) {
            Py_CLEAR(found);
        } else if (says(&view, most)) {
            PyObject *number = PyLong_FromSsize_t(n);
            if (number == NULL || PyList_Append(found, number) < 0)
                Py_CLEAR(found);
            Py_XDECREF(number);
        }
    }
    return found;
}

static PyObject *code_signs(PyObject *module, PyObject *args)
{
    return lines_that(has_sign, args);
}

static PyObject *may_be_names(PyObject *module, PyObject *args)
{
    return lines_that(may_be_name, args);
}

PyMethodDef line_methods[] = {
    {"cased", cased, METH_O, "How many capital and small letters a text has."},
    {"looks", looks, METH_VARARGS,
     "How many digits and marks a text has in so many characters, and commas and separators."},
    {"capitalised", capitalised, METH_VARARGS,
     "The share of capitalised words, of at most so many in so many characters."},
    {"word_counts", word_counts, METH_VARARGS,
     "The words of each line, of at most so many characters, as a spaced language counts them."},
    {"code_signs", code_signs, METH_VARARGS,
     "The numbers of the lines with a sign of code in so many characters."},
    {"plain", plain, METH_VARARGS,
     "Whether a text has nothing that ftfy could mend; these marks are none between ASCII."},
    {"fold", fold, METH_O, "A text in lower case, one letter for one letter."},
    {"words", words, METH_O, "How many words a line has, as rules count them."},
    {"inside", inside, METH_O, "A text without the marks and spaces at its ends."},
    {"may_be_names", may_be_names, METH_VARARGS,
     "The numbers of the lines of at most so many words, with two capitals."},
    {"ended", ended, METH_VARARGS, "Whether each line ends as a sentence does."},
    {NULL, NULL, 0, NULL},
};
