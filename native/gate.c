/* Which patterns to try on which line (cleaner/rulebook/index.py: Index.candidates).

   A line is asked for the beginnings and ends that patterns have, and for their atoms. Of each atom
   four letters in a row are known, or two of a shorter one, that few texts and few atoms have; where
   such a piece stands in a line, by its bit in a table that stays in the processor's cache, the whole
   atom is compared. */

#include "native.h"

#define PIECE 4
#define BRIEF 2 /* the piece of an atom of less than PIECE letters */
#define PIECE_BITS 16
#define HASHES (1 << PIECE_BITS)
#define BUCKET_BITS 13
#define BUCKETS (1 << BUCKET_BITS)
#define EDGE 64
#define LONG 160 /* letters of a line on which few atoms matter */
#define PAIR_BITS 11
#define PAIRS 4

typedef struct {
    int32_t start, size;             /* in a pool */
    uint8_t begins, ends;            /* whether a word begins or ends with it */
} Short;

#define BOUND '\b' /* at an end of a text: that is where a word ends (cleaner/rulebook/bounds.py) */
#define IOTA 0x3b9 /* may have been a mark */


typedef struct {
    Short text;
    uint8_t known;
    uint16_t pairs[PAIRS];           /* what every line with this text has: so many of them */
} Sought;

typedef struct {
    int32_t first, last;
} Span;

typedef struct {
    uint64_t letters, first, last;   /* what letters there may be, as bits */
    int32_t least, most, digit;
    int32_t also, atoms;             /* sets of texts, or NONE */
} Needs;

#define NONE -1

typedef struct {
    uint32_t key;
    int32_t atom, end;               /* its atom, and where the piece ends in this */
    int32_t widest;                  /* the longest line that the atom matters on */
    Short text;
} Piece;

typedef struct {
    uint32_t of[HASHES / 32];
} Bits;

typedef struct {
    PyObject_HEAD
    PyObject *slots;
    Letters pool;
    Sought *sought;                  /* texts that a line is searched for */
    Span *sets;                      /* of these */
    Py_ssize_t sought_count, sought_room, sets_count, sets_room;
    Needs *needs;
    Texts starts, ends, atoms;
    Span *by_start, *by_end, *by_atom;
    int32_t *numbers;
    Py_ssize_t numbers_count, numbers_room;
    Piece *pieces;                   /* by their hashes; `buckets`: where those of each begin */
    int32_t *buckets;
    Piece *singles;                  /* the atoms of one letter */
    Py_ssize_t singles_count;
    Bits whole[2], brief[2];         /* of the pieces: for short lines, and for long ones */
    Py_ssize_t edge;                 /* letters of the longest beginning or end */
} Gate;

/* A bit for a letter (cleaner/rulebook/letters.py: letter). */
static inline uint64_t letter_bit(Letter c)
{
    uint32_t bit = c - 32 < 95 ? (c & 31) | (~c & 64) >> 1 : 30;
    return UINT64_C(1) << bit;
}

static inline uint32_t pair_of(Letter a, Letter b)
{
    return ((a * 31u + b) * 2654435761u) >> (32 - PAIR_BITS);
}

/* A letter in eight bits: those of ASCII are themselves. */
static inline uint32_t small(Letter c)
{
    return (c ^ c >> 8) & 0xff;
}

/* The last letters of a text in one number, one more, and of the last so many of them. */
static inline uint32_t piece_next(uint32_t last, Letter letter)
{
    return last << 8 | small(letter);
}

static inline uint32_t piece_key(uint32_t last, int size)
{
    return size == PIECE ? last : last & 0xffff;
}

static inline uint32_t piece_hash(uint32_t key)
{
    return key * 2654435761u >> (32 - PIECE_BITS);
}

static inline uint32_t bucket_of(uint32_t key)
{
    return piece_hash(key) >> (PIECE_BITS - BUCKET_BITS);
}

static inline int bit_of(const Bits *bits, uint32_t hash)
{
    return bits->of[hash / 32] >> (hash % 32) & 1;
}

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

/* --- making it */

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

static uint32_t key_of(const Letter *at, int size)
{
    uint32_t key = 0;
    for (int i = 0; i < size; i++)
        key = piece_next(key, at[i]);
    return key;
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

static void gate_dealloc(Gate *self)
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

static PyObject *gate_new(PyTypeObject *type, PyObject *args, PyObject *named)
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

/* --- asking it */

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
