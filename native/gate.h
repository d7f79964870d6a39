/* What the two parts of a gate share: what is known of the patterns, and how letters are told. */

#ifndef CLEANER_GATE_H
#define CLEANER_GATE_H

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

static inline uint32_t key_of(const Letter *at, int size)
{
    uint32_t key = 0;
    for (int i = 0; i < size; i++)
        key = piece_next(key, at[i]);
    return key;
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

PyObject *gate_new(PyTypeObject *type, PyObject *args, PyObject *named);
void gate_dealloc(Gate *self);

#endif
