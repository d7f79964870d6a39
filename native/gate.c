/* Which patterns to try on which line (cleaner/rulebook/index.py: Index.candidates).

   A line is asked for the beginnings and ends that patterns have, and for their atoms. Of each atom
   four letters in a row are known, or two of a shorter one, that few texts and few atoms have; where
   such a piece stands in a line, by its bit in a table that stays in the processor's cache, the whole
   atom is compared. */

#include "gate.h"

typedef struct {
    const Letter *at;
    Py_ssize_t size;
    uint64_t letters, first, last;   /* as bits: of all, of the first, of the last */
    int digit, paired;               /* -1: not looked at so far */
    /* Which letters there are, and which pairs: bytes, as to set a bit takes longer. */
    uint8_t small[1 << 8], pairs[1 << PAIR_BITS];
} Line;

typedef struct {
    uint32_t *asked, *held, turn;    /* when each number was last asked for, each atom found */
    uint32_t *sets;                  /* twice when each set was looked for, one more if it is there */
    int32_t *chosen;
    Py_ssize_t count;
    Py_ssize_t *places, room;        /* where pieces may end, of a line */
} Chosen;

/* Whether a word of the line goes on at this place. */
static inline int line_in_word(const Line *line, Py_ssize_t at)
{
    return at >= 0 && at < line->size && line->at[at] != IOTA &&
           (is_alnum(line->at[at]) || line->at[at] == '_');
}

/* Whether a text that stands there has edges of words where it says so. */
static inline int line_bounds(const Line *line, const Letter *at, const Short *text)
{
    return !(text->begins && line_in_word(line, at - line->at - 1)) &&
           !(text->ends && line_in_word(line, at - line->at + text->size));
}

static int line_holds(const Gate *self, const Line *line, const Sought *sought)
{
    const Letter *wanted = self->pool.at + sought->text.start;
    Py_ssize_t size = sought->text.size;
    if (size > line->size)
        return 0;
    for (int i = 0; i < sought->known; i++)
        if (!line->pairs[sought->pairs[i]])
            return 0;
    if (size == 0)
        return 1;
    const Letter first = wanted[0], second = wanted[size > 1];
    for (const Letter *at = line->at, *last = line->at + line->size - size; at <= last; at++)
        if (*at == first && at[size > 1] == second &&
            memcmp(at, wanted, (size_t)size * sizeof(Letter)) == 0 &&
            line_bounds(line, at, &sought->text))
            return 1;
    return 0;
}

static int line_holds_any(const Gate *self, Line *line, int32_t set, Chosen *chosen)
{
    if (set == NONE)
        return 1;
    if (chosen->sets[set] / 2 == chosen->turn)
        return chosen->sets[set] & 1;
    if (line->paired < 0) {
        line->paired = 1;
        memset(line->pairs, 0, sizeof line->pairs);
        for (Py_ssize_t i = 0; i + 1 < line->size; i++)
            line->pairs[pair_of(line->at[i], line->at[i + 1])] = 1;
    }
    int found = 0;
    for (int32_t k = self->sets[set].first; !found && k < self->sets[set].last; k++)
        found = line_holds(self, line, self->sought + k);
    chosen->sets[set] = chosen->turn * 2 + (uint32_t)found;
    return found;
}

static int line_has_digit(Line *line)
{
    if (line->digit < 0) {
        line->digit = 0;
        for (Py_ssize_t i = 0; i < line->size && !line->digit; i++)
            line->digit = line->at[i] < 128 ? line->at[i] >= '0' && line->at[i] <= '9'
                                            : Py_UNICODE_ISDECIMAL(line->at[i]);
    }
    return line->digit;
}

/* Choose those of some numbers that have a chance on the line. */
static void gate_ask(const Gate *self, Line *line, Span numbers, Chosen *chosen)
{
    for (int32_t k = numbers.first; k < numbers.last; k++) {
        int32_t number = self->numbers[k];
        const Needs *needs = self->needs + number;
        if (line->size < needs->least || line->size > needs->most ||
            line->letters & ~needs->letters || line->first & ~needs->first ||
            line->last & ~needs->last || chosen->asked[number] == chosen->turn)
            continue;
        chosen->asked[number] = chosen->turn;
        if (needs->digit && !line_has_digit(line))
            continue;
        if (!line_holds_any(self, line, needs->also, chosen) ||
            !line_holds_any(self, line, needs->atoms, chosen))
            continue;
        chosen->chosen[chosen->count++] = number;
    }
}

static void gate_found(const Gate *self, Line *line, int32_t atom, Chosen *chosen)
{
    chosen->held[atom] = chosen->turn;
    gate_ask(self, line, self->by_atom[atom], chosen);
}

/* Ask for the atoms that hold this piece, which ends before `end`. */
static void gate_hit(const Gate *self, Line *line, Py_ssize_t end, uint32_t key, int size,
                     Chosen *chosen)
{
    uint32_t bucket = bucket_of(key);
    for (int32_t k = self->buckets[bucket]; k < self->buckets[bucket + 1]; k++) {
        const Piece *piece = self->pieces + k;
        Py_ssize_t from = end - piece->end, length = piece->text.size;
        if (piece->key != key || piece->widest < line->size || from < 0 ||
            from + length > line->size || (length < PIECE) != (size < PIECE))
            continue;
        const Letter *at = line->at + from, *atom = self->atoms.pool.at + piece->text.start;
        if (at[length - 1] == atom[length - 1] && at[0] == atom[0] &&
            chosen->held[piece->atom] != chosen->turn &&
            memcmp(at, atom, (size_t)length * sizeof(Letter)) == 0 &&
            line_bounds(line, at, &piece->text))
            gate_found(self, line, piece->atom, chosen);
    }
}

static void gate_scan(const Gate *self, Line *line, Chosen *chosen)
{
    const Bits *whole = self->whole + (line->size > LONG);
    const Bits *brief = self->brief + (line->size > LONG);
    Py_ssize_t places = 0;
    uint32_t last = 0;
    /* first where there may be a piece, then what: so that the processor need not guess */
    for (Py_ssize_t i = 0; i < line->size; i++) {
        last = piece_next(last, line->at[i]);
        chosen->places[places] = i;
        places += bit_of(whole, piece_hash(last)) |
                  bit_of(brief, piece_hash(piece_key(last, BRIEF)));
    }
    for (Py_ssize_t k = 0; k < places; k++) {
        Py_ssize_t i = chosen->places[k];
        int before = i + 1 < PIECE ? (int)i + 1 : PIECE;
        last = key_of(line->at + i + 1 - before, before);
        uint32_t key = piece_key(last, BRIEF);
        if (bit_of(whole, piece_hash(last)))
            gate_hit(self, line, i + 1, last, PIECE, chosen);
        if (bit_of(brief, piece_hash(key)))
            gate_hit(self, line, i + 1, key, BRIEF, chosen);
    }
    for (Py_ssize_t k = 0; k < self->singles_count; k++) {
        const Piece *single = self->singles + k;
        const Letter wanted = self->atoms.pool.at[single->text.start];
        if (single->widest < line->size || !line->small[small(wanted)])
            continue;
        for (Py_ssize_t i = 0; i < line->size; i++)
            if (line->at[i] == wanted && line_bounds(line, line->at + i, &single->text)) {
                gate_found(self, line, single->atom, chosen);
                break;
            }
    }
}

static void gate_edges(const Gate *self, Line *line, Chosen *chosen)
{
    Py_ssize_t first = 0, last = line->size;
    while (first < last && !is_alnum(line->at[first]))
        first++;
    uint32_t hash = hash_seed;
    for (Py_ssize_t size = 0; size <= self->edge && first + size <= last; size++) {
        if (size)
            hash = hash_on(hash, line->at[first + size - 1]);
        int32_t found = texts_find(&self->starts, line->at + first, size, hash);
        if (found >= 0)
            gate_ask(self, line, self->by_start[found], chosen);
    }
    while (last && !is_alnum(line->at[last - 1]))
        last--;
    Letter end[EDGE];
    hash = hash_seed;
    for (Py_ssize_t size = 0; size <= self->edge && size <= last; size++) {
        if (size) {
            end[size - 1] = line->at[last - size];
            hash = hash_on(hash, end[size - 1]);
        }
        int32_t found = texts_find(&self->ends, end, size, hash);
        if (found >= 0)
            gate_ask(self, line, self->by_end[found], chosen);
    }
}

static int ascending(const void *a, const void *b)
{
    int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
    return (one > other) - (one < other);
}

static PyObject *gate_candidates(Gate *self, PyObject *texts)
{
    Py_ssize_t slots = PyTuple_GET_SIZE(self->slots);
    Letters letters = {0};
    Chosen chosen = {PyMem_Calloc((size_t)slots + 1, sizeof(uint32_t)),
                     PyMem_Calloc((size_t)self->atoms.count + 1, sizeof(uint32_t)), 0,
                     PyMem_Calloc((size_t)self->sets_count + 1, sizeof(uint32_t)),
                     PyMem_Malloc((size_t)(slots + 1) * sizeof(int32_t)), 0, NULL, 0};
    PyObject *found = PyList_New(0), *rows = PySequence_Fast(texts, "lines are wanted");
    if (!chosen.asked || !chosen.held || !chosen.sets || !chosen.chosen)
        PyErr_NoMemory();
    if (PyErr_Occurred())
        goto failed;
    for (Py_ssize_t n = 0; n < PySequence_Fast_GET_SIZE(rows); n++) {
        letters.size = 0;
        if (letters_add(&letters, PySequence_Fast_GET_ITEM(rows, n)) < 0)
            goto failed;
        Line line;
        line.at = letters.at;
        line.size = letters.size;
        line.digit = line.paired = -1;
        line.letters = line.first = line.last = 0;
        while (line.size && Py_UNICODE_ISSPACE(line.at[line.size - 1]))
            line.size--;
        while (line.size && Py_UNICODE_ISSPACE(line.at[0])) {
            line.at++;
            line.size--;
        }
        memset(line.small, 0, sizeof line.small);
        for (Py_ssize_t i = 0; i < line.size; i++) {
            line.letters |= letter_bit(line.at[i]);
            line.small[small(line.at[i])] = 1;
        }
        Py_ssize_t *places = grown(chosen.places, &chosen.room, line.size, sizeof *places);
        if (places == NULL)
            goto failed;
        chosen.places = places;
        if (line.size) {
            line.first = letter_bit(line.at[0]);
            line.last = letter_bit(line.at[line.size - 1]);
        }
        chosen.turn++;
        chosen.count = 0;
        gate_edges(self, &line, &chosen);
        gate_scan(self, &line, &chosen);
        if (!chosen.count)
            continue;
        qsort(chosen.chosen, (size_t)chosen.count, sizeof(int32_t), ascending);
        PyObject *few = PyList_New(chosen.count);
        if (few == NULL)
            goto failed;
        for (Py_ssize_t k = 0; k < chosen.count; k++) {
            PyObject *slot = PyTuple_GET_ITEM(self->slots, chosen.chosen[k]);
            Py_INCREF(slot);
            PyList_SET_ITEM(few, k, slot);
        }
        PyObject *row = Py_BuildValue("nN", n, few);
        if (row == NULL || PyList_Append(found, row) < 0) {
            Py_XDECREF(row);
            goto failed;
        }
        Py_DECREF(row);
    }
    goto done;
failed:
    Py_CLEAR(found);
done:
    Py_XDECREF(rows);
    PyMem_Free(chosen.asked);
    PyMem_Free(chosen.held);
    PyMem_Free(chosen.sets);
    PyMem_Free(chosen.chosen);
    PyMem_Free(chosen.places);
    letters_free(&letters);
    return found;
}

static PyMethodDef gate_methods[] = {
    {"candidates", (PyCFunction)gate_candidates, METH_O,
     "The lines with slots to try, by number, and these."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject GateType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cleaner._native.Gate",
    .tp_basicsize = sizeof(Gate),
    .tp_dealloc = (destructor)gate_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Which patterns to try on which line.",
    .tp_methods = gate_methods,
    .tp_new = gate_new,
};
