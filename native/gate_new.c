/* Making a gate (gate.c) of what is known of the patterns. */

#include "gate.h"

/* How rare a letter is, roughly, in bits. */
static int rarity(Letter c)
{
    static const char common[] = " etaoinsrhldcumfpgwybv.,-'k";
    if (c < 128) {
        const char *found = memchr(common, (int)c, sizeof common - 1);
        if (found)
            return 3 + (int)(found - common) / 6;
    }
    return 9;
}

/* A text of a pool from here to its end, without its bounds. */
static Short short_of(const Letter *pool, Py_ssize_t start, Py_ssize_t end)
{
    Short made = {0};
    made.begins = start < end && pool[start] == BOUND;
    made.ends = start + made.begins < end && pool[end - 1] == BOUND;
    made.start = (int32_t)start + made.begins;
    made.size = (int32_t)end - made.ends - made.start;
    return made;
}

static int gate_sought(Gate *self, PyObject *text)
{
    Sought *sought = grown(self->sought, &self->sought_room, self->sought_count + 1, sizeof *sought);
    if (sought == NULL)
        return -1;
    self->sought = sought;
    Sought *made = sought + self->sought_count++;
    Py_ssize_t start = self->pool.size;
    if (letters_add(&self->pool, text) < 0)
        return -1;
    if (self->pool.size > INT32_MAX) {
        PyErr_NoMemory();
        return -1;
    }
    made->text = short_of(self->pool.at, start, self->pool.size);
    made->known = 0;
    const Letter *at = self->pool.at + made->text.start;
    for (int i = 0; i + 1 < made->text.size && made->known < PAIRS; i++)
        made->pairs[made->known++] = (uint16_t)pair_of(at[i], at[i + 1]);
    return 0;
}

/* The number of a set of texts; those that are equal have one. -2: an exception. */
static int32_t gate_set(Gate *self, PyObject *texts, PyObject *numbers)
{
    PyObject *all = PySequence_Tuple(texts), *number = NULL;
    if (all == NULL || PyTuple_GET_SIZE(all) == 0) {
        Py_XDECREF(all);
        return all ? NONE : -2;
    }
    int32_t told = -2;
    Span *sets = grown(self->sets, &self->sets_room, self->sets_count + 1, sizeof *sets);
    if (sets == NULL)
        goto done;
    self->sets = sets;
    PyObject *known = PyDict_GetItemWithError(numbers, all);
    if (known) {
        told = (int32_t)PyLong_AsLong(known);
        goto done;
    }
    Span *made = sets + self->sets_count;
    made->first = (int32_t)self->sought_count;
    for (Py_ssize_t i = 0; !PyErr_Occurred() && i < PyTuple_GET_SIZE(all); i++)
        gate_sought(self, PyTuple_GET_ITEM(all, i));
    made->last = (int32_t)self->sought_count;
    number = PyErr_Occurred() ? NULL : PyLong_FromSsize_t(self->sets_count);
    if (number && PyDict_SetItem(numbers, all, number) == 0)
        told = (int32_t)self->sets_count++;
done:
    Py_XDECREF(number);
    Py_DECREF(all);
    return told;
}

/* Read {text: numbers}. */
static int gate_texts(Gate *self, PyObject *by_text, Texts *texts, Span **spans)
{
    *spans = PyMem_Calloc((size_t)PyDict_GET_SIZE(by_text) + 1, sizeof(Span));
    if (*spans == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    Letters key = {0};
    PyObject *text, *found;
    Py_ssize_t at = 0, slots = PyTuple_GET_SIZE(self->slots);
    while (PyDict_Next(by_text, &at, &text, &found)) {
        if (!PyList_CheckExact(found)) {
            PyErr_SetString(PyExc_TypeError, "lists of numbers are wanted");
            goto failed;
        }
        key.size = 0;
        if (letters_add(&key, text) < 0)
            goto failed;
        int32_t number = texts_add(texts, key.at, key.size, hash_of(key.at, key.size));
        if (number < 0)
            goto failed;
        Py_ssize_t many = PyList_GET_SIZE(found);
        int32_t *numbers = grown(self->numbers, &self->numbers_room, self->numbers_count + many,
                                 sizeof *numbers);
        if (numbers == NULL)
            goto failed;
        self->numbers = numbers;
        (*spans)[number].first = (int32_t)self->numbers_count;
        for (Py_ssize_t i = 0; i < many; i++) {
            /* an int, which runs nothing when it is read: the dict and the list stay as they are */
            PyObject *each = PyList_GET_ITEM(found, i);
            long told = PyLong_Check(each) ? PyLong_AsLong(each) : -1;
            if (told < 0 || told >= slots) {
                if (!PyErr_Occurred())
                    PyErr_SetString(PyExc_ValueError, "a number that no slot has");
                goto failed;
            }
            numbers[self->numbers_count++] = (int32_t)told;
        }
        (*spans)[number].last = (int32_t)self->numbers_count;
    }
    letters_free(&key);
    return 0;
failed:
    letters_free(&key);
    return -1;
}

/* The piece of an atom that stands in the fewest texts and atoms; `common`: how many by hashes. */
static Piece piece_of(const Letter *at, int length, const int32_t *common)
{
    int size = length < PIECE ? BRIEF : PIECE, best = INT_MIN;
    Piece piece = {0};
    for (int i = 0; i + size <= length; i++) {
        uint32_t key = key_of(at + i, size);
        int rare = 0;
        for (int k = 0; k < size; k++)
            rare += rarity(at[i + k]);
        for (int32_t many = common[piece_hash(key)]; many > 1; many /= 2)
            rare--;
        if (rare > best) {
            best = rare;
            piece.key = key;
            piece.end = i + size;
        }
    }
    return piece;
}

static int gate_pieces(Gate *self)
{
    Py_ssize_t count = self->atoms.count;
    const Letter *pool = self->atoms.pool.at;
    int32_t *common = PyMem_Calloc(HASHES, sizeof *common);
    Piece *pieces = PyMem_Calloc((size_t)count + 1, sizeof *pieces);
    self->pieces = PyMem_Calloc((size_t)count + 1, sizeof *pieces);
    self->singles = PyMem_Calloc((size_t)count + 1, sizeof *pieces);
    self->buckets = PyMem_Calloc(BUCKETS + 2, sizeof *self->buckets);
    int done = common && pieces && self->pieces && self->singles && self->buckets;
    for (Py_ssize_t n = 0; done && n < count; n++)
        for (Py_ssize_t i = self->atoms.starts[n]; i + PIECE <= self->atoms.starts[n + 1]; i++)
            common[piece_hash(key_of(pool + i, PIECE))]++;
    for (int32_t n = 0; done && n < count; n++) {
        Short text = short_of(pool, self->atoms.starts[n], self->atoms.starts[n + 1]);
        Piece *piece = pieces + n;
        if (text.size >= BRIEF)
            *piece = piece_of(pool + text.start, text.size, common);
        piece->atom = n;
        piece->text = text;
        for (int32_t k = self->by_atom[n].first; k < self->by_atom[n].last; k++)
            if (self->needs[self->numbers[k]].most > piece->widest)
                piece->widest = self->needs[self->numbers[k]].most;
        if (text.size == 1)
            self->singles[self->singles_count++] = *piece;
        if (text.size < BRIEF)
            continue;
        uint32_t hash = piece_hash(piece->key);
        self->buckets[bucket_of(piece->key) + 2]++;
        for (int on_long = 0; on_long <= (piece->widest > LONG); on_long++) {
            Bits *bits = text.size < PIECE ? self->brief : self->whole;
            bits[on_long].of[hash / 32] |= 1u << (hash % 32);
        }
    }
    for (Py_ssize_t bucket = 0; done && bucket < BUCKETS; bucket++)
        self->buckets[bucket + 2] += self->buckets[bucket + 1];
    for (Py_ssize_t n = 0; done && n < count; n++)
        if (pieces[n].text.size >= BRIEF)
            self->pieces[self->buckets[bucket_of(pieces[n].key) + 1]++] = pieces[n];
    PyMem_Free(common);
    PyMem_Free(pieces);
    if (!done)
        PyErr_NoMemory();
    return done ? 0 : -1;
}

void gate_dealloc(Gate *self)
{
    Py_XDECREF(self->slots);
    letters_free(&self->pool);
    texts_free(&self->starts);
    texts_free(&self->ends);
    texts_free(&self->atoms);
    PyMem_Free(self->sought);
    PyMem_Free(self->sets);
    PyMem_Free(self->needs);
    PyMem_Free(self->by_start);
    PyMem_Free(self->by_end);
    PyMem_Free(self->by_atom);
    PyMem_Free(self->numbers);
    PyMem_Free(self->pieces);
    PyMem_Free(self->buckets);
    PyMem_Free(self->singles);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static Py_ssize_t longest(const Texts *texts)
{
    Py_ssize_t most = 0;
    for (Py_ssize_t n = 0; n < texts->count; n++)
        if (texts->starts[n + 1] - texts->starts[n] > most)
            most = texts->starts[n + 1] - texts->starts[n];
    return most;
}

PyObject *gate_new(PyTypeObject *type, PyObject *args, PyObject *named)
{
    static char *names[] = {"slots", "needs", "by_start", "by_end", "by_atom", NULL};
    PyObject *slots, *needs, *by_start, *by_end, *by_atom;
    if (!PyArg_ParseTupleAndKeywords(args, named, "O!O!O!O!O!", names, &PyList_Type, &slots,
                                     &PyList_Type, &needs, &PyDict_Type, &by_start, &PyDict_Type,
                                     &by_end, &PyDict_Type, &by_atom))
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(slots);
    if (PyList_GET_SIZE(needs) != count) {
        PyErr_SetString(PyExc_ValueError, "the needs of all slots are wanted");
        return NULL;
    }
    Gate *self = (Gate *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->slots = PyList_AsTuple(slots);
    PyObject *all = PyList_AsTuple(needs), *numbers = PyDict_New();
    self->needs = PyMem_Calloc((size_t)count + 1, sizeof(Needs));
    if (!self->slots || !all || !numbers || !self->needs) {
        PyErr_NoMemory();
        goto failed;
    }
    if (PyTuple_GET_SIZE(all) != count || PyTuple_GET_SIZE(self->slots) != count)
        goto failed;
    for (Py_ssize_t n = 0; n < count; n++) {
        Py_ssize_t least, most;
        int digit;
        unsigned long long letters, first, last;
        PyObject *also, *atoms;
        if (!PyTuple_Check(PyTuple_GET_ITEM(all, n)) ||
            !PyArg_ParseTuple(PyTuple_GET_ITEM(all, n), "nnpKKKOO", &least, &most, &digit, &letters,
                              &first, &last, &also, &atoms))
            goto failed;
        Needs *need = self->needs + n;
        need->letters = letters;
        need->first = first;
        need->last = last;
        need->least = (int32_t)(least < INT32_MAX ? least : INT32_MAX);
        need->most = (int32_t)(most < INT32_MAX ? most : INT32_MAX);
        need->digit = digit;
        need->also = gate_set(self, also, numbers);
        need->atoms = gate_set(self, atoms, numbers);
        if (PyErr_Occurred())
            goto failed;
    }
    if (gate_texts(self, by_start, &self->starts, &self->by_start) < 0 ||
        gate_texts(self, by_end, &self->ends, &self->by_end) < 0 ||
        gate_texts(self, by_atom, &self->atoms, &self->by_atom) < 0 || gate_pieces(self) < 0)
        goto failed;
    self->edge = longest(&self->starts) > longest(&self->ends) ? longest(&self->starts)
                                                               : longest(&self->ends);
    if (self->edge > EDGE) {
        PyErr_SetString(PyExc_ValueError, "a beginning or an end is too long");
        goto failed;
    }
    Py_DECREF(all);
    Py_DECREF(numbers);
    return (PyObject *)self;
failed:
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "the needs of a slot are a tuple");
    Py_XDECREF(all);
    Py_XDECREF(numbers);
    Py_DECREF(self);
    return NULL;
}
