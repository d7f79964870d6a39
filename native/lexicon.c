/* The words of a document and its terms (cleaner/evidence/vocabulary.py: Vocabulary). */

#include "words.h"
#include <structmember.h>

#define MOST_LISTS 32

typedef struct {
    PyObject_HEAD
    Texts words;
    uint32_t *lists;    /* for each word, a bit for each list that has it */
    int number;         /* of lists */
    int vote, term, stem, hangul_term, hangul_stem;
    double spoken;
} Stoplists;

typedef struct {
    PyObject_HEAD
    Py_ssize_t lines;
    char listed;         /* whether there is a list for the language */
    double *shares;      /* of each line, the share of function words, -1 without a list or words */
    int32_t *terms;      /* of all lines */
    Py_ssize_t *firsts;  /* of each line, its first term; and the end of the last one's */
    int32_t *paragraphs; /* of each term, in how many paragraphs it stands */
    uint8_t *prose;
    int32_t *seen, turn; /* of each term, the line that it was last seen on */
} Lexicon;

/* --- the lists */

static void stoplists_dealloc(Stoplists *self)
{
    texts_free(&self->words);
    PyMem_Free(self->lists);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int stoplists_read(Stoplists *self, PyObject *list, int number, Py_ssize_t *room)
{
    PyObject *word, *iterator = PyObject_GetIter(list);
    Letters letters = {0};
    while (iterator && (word = PyIter_Next(iterator))) {
        letters.size = 0;
        int added = letters_add(&letters, word);
        Py_DECREF(word);
        if (added < 0)
            break;
        int32_t n = texts_add(&self->words, letters.at, letters.size,
                              hash_of(letters.at, letters.size));
        if (n < 0)
            break;
        if (n >= *room) {
            Py_ssize_t more = *room * 2 + 1024;
            uint32_t *moved = PyMem_Realloc(self->lists, (size_t)more * sizeof *moved);
            if (moved == NULL) {
                PyErr_NoMemory();
                break;
            }
            memset(moved + *room, 0, (size_t)(more - *room) * sizeof *moved);
            self->lists = moved;
            *room = more;
        }
        self->lists[n] |= 1u << number;
    }
    Py_XDECREF(iterator);
    letters_free(&letters);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *stoplists_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    static char *names[] = {"lists",       "vote",        "spoken", "term", "stem",
                            "hangul_term", "hangul_stem", NULL};
    PyObject *lists;
    int vote, term, stem, hangul_term, hangul_stem;
    double spoken;
    if (!PyArg_ParseTupleAndKeywords(args, named, "O!idiiii", names, &PyTuple_Type, &lists, &vote,
                                     &spoken, &term, &stem, &hangul_term, &hangul_stem))
        return NULL;
    if (PyTuple_GET_SIZE(lists) > MOST_LISTS) {
        PyErr_SetString(PyExc_ValueError, "too many lists");
        return NULL;
    }
    if (vote < 0 || stem < 0 || hangul_stem < 0) {
        PyErr_SetString(PyExc_ValueError, "sizes are wanted");
        return NULL;
    }
    Stoplists *self = (Stoplists *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->number = (int)PyTuple_GET_SIZE(lists);
    self->vote = vote;
    self->spoken = spoken;
    self->term = term;
    self->stem = stem;
    self->hangul_term = hangul_term;
    self->hangul_stem = hangul_stem;
    Py_ssize_t room = 0;
    for (int n = 0; n < self->number; n++)
        if (stoplists_read(self, PyTuple_GET_ITEM(lists, n), n, &room) < 0) {
            Py_DECREF(self);
            return NULL;
        }
    return (PyObject *)self;
}

PyTypeObject StoplistsType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cleaner._native.Stoplists",
    .tp_basicsize = sizeof(Stoplists),
    .tp_dealloc = (destructor)stoplists_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The function words of all languages.",
    .tp_new = stoplists_new,
};

/* --- the words of a document */

static int grow(int32_t **at, Py_ssize_t *room, Py_ssize_t wanted)
{
    int32_t *moved = grown(*at, room, wanted, sizeof *moved);
    if (moved)
        *at = moved;
    return moved ? 0 : -1;
}

/* The words of all lines one after the other, and where each line begins. */
typedef struct {
    Texts words;         /* different ones, in the order in which they first came */
    int32_t *row;
    Py_ssize_t size, room;
    Py_ssize_t *firsts;
    int32_t *times;      /* of each word, how often it came */
    uint32_t *lists;     /* and the lists that have it */
} Cut;

static void cut_free(Cut *cut)
{
    texts_free(&cut->words);
    PyMem_Free(cut->row);
    PyMem_Free(cut->firsts);
    PyMem_Free(cut->times);
    PyMem_Free(cut->lists);
}

static int cut_read(Cut *cut, const Letters *text, Py_ssize_t lines, const Stoplists *known)
{
    cut->firsts = PyMem_Malloc((size_t)(lines + 1) * sizeof *cut->firsts);
    if (cut->firsts == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t start = 0;
    for (Py_ssize_t line = 0; line < lines; line++) {
        Py_ssize_t stop = start, from, end;
        while (stop < text->size && text->at[stop] != '\n')
            stop++;
        cut->firsts[line] = cut->size;
        for (end = start; (from = next_word(text->at, end, stop, &end)) >= 0;) {
            const Letter *word = text->at + from;
            int32_t n = texts_add(&cut->words, word, end - from, hash_of(word, end - from));
            if (n < 0 || grow(&cut->row, &cut->room, cut->size + 1) < 0)
                return -1;
            cut->row[cut->size++] = n;
        }
        start = stop + 1;
    }
    cut->firsts[lines] = cut->size;
    cut->times = PyMem_Calloc((size_t)cut->words.count + 1, sizeof *cut->times);
    cut->lists = PyMem_Calloc((size_t)cut->words.count + 1, sizeof *cut->lists);
    if (!cut->times || !cut->lists) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < cut->size; i++)
        cut->times[cut->row[i]]++;
    for (int32_t n = 0; n < cut->words.count; n++) {
        const Letter *word = cut->words.pool.at + cut->words.starts[n];
        Py_ssize_t size = cut->words.starts[n + 1] - cut->words.starts[n];
        int32_t found = texts_find(&known->words, word, size, cut->words.hashes[n]);
        if (found >= 0)
            cut->lists[n] = known->lists[found];
    }
    return 0;
}

typedef struct {
    int32_t times, word;
} Common;

static int commoner(const void *a, const void *b)
{
    const Common *one = a, *other = b;
    if (one->times != other->times)
        return one->times < other->times ? 1 : -1;
    return (one->word > other->word) - (one->word < other->word);
}

/* The list that has most of the commonest words: its number, -1 for none, -2 without memory. */
static int cut_language(const Cut *cut, const Stoplists *known)
{
    int votes[MOST_LISTS] = {0};
    Py_ssize_t count = cut->words.count, again = 0, asked = 0;
    Common *common = PyMem_Malloc((size_t)(count + 1) * sizeof *common);
    if (common == NULL) {
        PyErr_NoMemory();
        return -2;
    }
    for (int32_t n = 0; n < count; n++)
        if (cut->times[n] > 1)
            common[again++] = (Common){cut->times[n], n};
    if (again > known->vote) {
        qsort(common, (size_t)again, sizeof *common, commoner);
        again = known->vote;
    }
    for (int32_t n = 0; n < count && again < known->vote; n++)
        if (cut->times[n] == 1)
            common[again++] = (Common){1, n};
    for (; asked < again; asked++)
        for (int list = 0; list < known->number; list++)
            votes[list] += (int)(cut->lists[common[asked].word] >> list & 1);
    PyMem_Free(common);
    int best = 0;
    for (int list = 1; list < known->number; list++)
        if (votes[list] > votes[best])
            best = list;
    return votes[best] > known->spoken * (double)asked ? best : -1;
}

/* The term that each word stands for, -1 for none. */
static int cut_terms(const Cut *cut, const Stoplists *known, uint32_t function, Texts *terms,
                     int32_t *stands)
{
    for (int32_t n = 0; n < cut->words.count; n++) {
        const Letter *word = cut->words.pool.at + cut->words.starts[n];
        Py_ssize_t size = cut->words.starts[n + 1] - cut->words.starts[n];
        stands[n] = -1;
        int hangul = is_hangul(word[0]);
        if (size >= (hangul ? known->hangul_term : known->term) && !(cut->lists[n] & function)) {
            Py_ssize_t stem = hangul ? known->hangul_stem : known->stem;
            if (size < stem)
                stem = size;
            stands[n] = texts_add(terms, word, stem, hash_of(word, stem));
            if (stands[n] < 0)
                return -1;
        }
    }
    return 0;
}

/* The term of two neighbours, each a character that is a word; -1 for none, -2 without memory. */
static int32_t cut_pair(const Cut *cut, Py_ssize_t i, Texts *terms)
{
    Letter pair[2] = {cut->words.pool.at[cut->words.starts[cut->row[i]]],
                      cut->words.pool.at[cut->words.starts[cut->row[i + 1]]]};
    if (!is_unspaced(pair[0]) || !is_unspaced(pair[1]))
        return -1;
    int32_t term = texts_add(terms, pair, 2, hash_of(pair, 2));
    return term < 0 ? -2 : term;
}

static void lexicon_dealloc(Lexicon *self)
{
    PyMem_Free(self->shares);
    PyMem_Free(self->terms);
    PyMem_Free(self->firsts);
    PyMem_Free(self->paragraphs);
    PyMem_Free(self->prose);
    PyMem_Free(self->seen);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Gather the terms of each line, each once. */
static int lexicon_terms(Lexicon *self, const Cut *cut, const int32_t *stands, Texts *terms)
{
    Py_ssize_t size = 0, room = 0, seen_room = 0;
    for (Py_ssize_t line = 0; line < self->lines; line++) {
        self->firsts[line] = size;
        self->turn++;
        for (Py_ssize_t i = cut->firsts[line]; i < cut->firsts[line + 1]; i++) {
            int32_t both[2] = {stands[cut->row[i]], -1};
            if (i + 1 < cut->firsts[line + 1] && (both[1] = cut_pair(cut, i, terms)) < -1)
                return -1;
            for (int k = 0; k < 2; k++) {
                if (both[k] < 0)
                    continue;
                if (both[k] >= seen_room) {
                    Py_ssize_t before = seen_room;
                    if (grow(&self->seen, &seen_room, terms->count) < 0)
                        return -1;
                    memset(self->seen + before, 0,
                           (size_t)(seen_room - before) * sizeof *self->seen);
                }
                if (self->seen[both[k]] == self->turn)
                    continue;
                self->seen[both[k]] = self->turn;
                if (grow(&self->terms, &room, size + 1) < 0)
                    return -1;
                self->terms[size++] = both[k];
            }
        }
    }
    self->firsts[self->lines] = size;
    self->paragraphs = PyMem_Calloc((size_t)terms->count + 1, sizeof *self->paragraphs);
    if (self->paragraphs == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t line = 0; line < self->lines; line++)
        if (self->prose[line])
            for (Py_ssize_t i = self->firsts[line]; i < self->firsts[line + 1]; i++)
                self->paragraphs[self->terms[i]]++;
    return 0;
}

static int lexicon_fill(Lexicon *self, const Stoplists *known, const Letters *text)
{
    Cut cut = {0};
    Texts terms = {0};
    int32_t *stands = NULL;
    int done = -1;
    if (cut_read(&cut, text, self->lines, known) < 0)
        goto end;
    int list = cut_language(&cut, known);
    if (list < -1)
        goto end;
    self->listed = list >= 0;
    uint32_t function = list >= 0 ? 1u << list : 0;
    for (Py_ssize_t line = 0; line < self->lines; line++) {
        Py_ssize_t first = cut.firsts[line], last = cut.firsts[line + 1], found = 0;
        for (Py_ssize_t i = first; i < last; i++)
            found += (cut.lists[cut.row[i]] & function) != 0;
        self->shares[line] = function && last > first ? (double)found / (double)(last - first) : -1;
    }
    stands = PyMem_Malloc((size_t)(cut.words.count + 1) * sizeof *stands);
    if (stands == NULL) {
        PyErr_NoMemory();
        goto end;
    }
    if (cut_terms(&cut, known, function, &terms, stands) == 0)
        done = lexicon_terms(self, &cut, stands, &terms);
end:
    PyMem_Free(stands);
    cut_free(&cut);
    texts_free(&terms);
    return done;
}

static PyObject *lexicon_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    static char *names[] = {"text", "prose", "stoplists", NULL};
    PyObject *text, *prose;
    Stoplists *known;
    if (!PyArg_ParseTupleAndKeywords(args, named, "UO!O!", names, &text, &PyList_Type, &prose,
                                     &StoplistsType, &known))
        return NULL;
    Lexicon *self = (Lexicon *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    Letters letters = {0};
    self->lines = PyList_GET_SIZE(prose);
    self->shares = PyMem_Calloc((size_t)self->lines + 1, sizeof *self->shares);
    self->firsts = PyMem_Calloc((size_t)self->lines + 1, sizeof *self->firsts);
    self->prose = PyMem_Calloc((size_t)self->lines + 1, 1);
    if (!self->shares || !self->firsts || !self->prose) {
        PyErr_NoMemory();
        goto failed;
    }
    for (Py_ssize_t line = 0; line < self->lines; line++) {
        /* what is asked whether it is true may cut the list */
        PyObject *told = line < PyList_GET_SIZE(prose) ? PyList_GET_ITEM(prose, line) : Py_None;
        Py_INCREF(told);
        int is_prose = PyObject_IsTrue(told);
        Py_DECREF(told);
        if (is_prose < 0)
            goto failed;
        self->prose[line] = (uint8_t)is_prose;
    }
    if (letters_add(&letters, text) < 0)
        goto failed;
    Py_ssize_t ends = 0;
    for (Py_ssize_t i = 0; i < letters.size; i++)
        ends += letters.at[i] == '\n';
    if (self->lines != ends + 1 && (self->lines || letters.size)) {
        PyErr_SetString(PyExc_ValueError, "as many lines are wanted as are prose or not");
        goto failed;
    }
    if (letters.size > INT32_MAX) {
        PyErr_SetString(PyExc_OverflowError, "a text whose words cannot be counted");
        goto failed;
    }
    if (lexicon_fill(self, known, &letters) < 0)
        goto failed;
    letters_free(&letters);
    return (PyObject *)self;
failed:
    letters_free(&letters);
    Py_DECREF(self);
    return NULL;
}

/* The number of a line, -1 and an exception if there is none such. */
static Py_ssize_t lexicon_line(const Lexicon *self, PyObject *number)
{
    Py_ssize_t line = PyLong_AsSsize_t(number);
    if (line >= 0 && line < self->lines)
        return line;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_IndexError, "no such line");
    return -1;
}

static PyObject *lexicon_share(Lexicon *self, PyObject *number)
{
    Py_ssize_t line = lexicon_line(self, number);
    return line < 0 ? NULL : PyFloat_FromDouble(self->shares[line]);
}

static PyObject *lexicon_topic(Lexicon *self, PyObject *number)
{
    Py_ssize_t line = lexicon_line(self, number);
    if (line < 0)
        return NULL;
    Py_ssize_t first = self->firsts[line], last = self->firsts[line + 1], taken = 0, weight = 0;
    if (first == last)
        return Py_BuildValue("dd", -1.0, -1.0);
    for (Py_ssize_t i = first; i < last; i++) {
        int32_t others = self->paragraphs[self->terms[i]] - self->prose[line];
        taken += others != 0;
        weight += others < 3 ? others : 3;
    }
    double count = (double)(last - first);
    return Py_BuildValue("dd", (double)taken / count, (double)weight / count);
}

static PyObject *lexicon_shared(Lexicon *self, PyObject *args)
{
    Py_ssize_t line, start, stop;
    if (!PyArg_ParseTuple(args, "nnn", &line, &start, &stop))
        return NULL;
    if (line < 0 || line >= self->lines || start < 0 || stop > self->lines) {
        PyErr_SetString(PyExc_IndexError, "no such line");
        return NULL;
    }
    Py_ssize_t first = self->firsts[line], last = self->firsts[line + 1], held = 0;
    if (start >= stop || first == last)
        return PyFloat_FromDouble(-1.0);
    self->turn++;
    for (Py_ssize_t i = self->firsts[start]; i < self->firsts[stop]; i++)
        self->seen[self->terms[i]] = self->turn;
    for (Py_ssize_t i = first; i < last; i++)
        held += self->seen[self->terms[i]] == self->turn;
    return PyFloat_FromDouble((double)held / (double)(last - first));
}

static PyMethodDef lexicon_methods[] = {
    {"share", (PyCFunction)lexicon_share, METH_O,
     "The share of function words in a line; -1 without words or a list of them."},
    {"topic", (PyCFunction)lexicon_topic, METH_O,
     "The share of the terms of a line that other paragraphs have, and how many have each, three "
     "at the most; -1 without terms."},
    {"shared", (PyCFunction)lexicon_shared, METH_VARARGS,
     "The share of the terms of a line that other lines (from, to) have; -1 without either."},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef lexicon_members[] = {
    {"listed", T_BOOL, offsetof(Lexicon, listed), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject LexiconType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cleaner._native.Lexicon",
    .tp_basicsize = sizeof(Lexicon),
    .tp_dealloc = (destructor)lexicon_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The words of a document, line by line.",
    .tp_methods = lexicon_methods,
    .tp_members = lexicon_members,
    .tp_new = lexicon_new,
};
