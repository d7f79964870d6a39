/* Text cut into words (cleaner/evidence/words.py). */

#ifndef CLEANER_WORDS_H
#define CLEANER_WORDS_H

#include "native.h"

/* Whether a code point belongs to a script that sets no words apart. */
static inline int is_unspaced(Letter c)
{
    return c >= 0x0e00 &&
           (c <= 0x0eff || (c >= 0x1000 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff) ||
            (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) ||
            (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff));
}

/* Whether it is Korean. */
static inline int is_hangul(Letter c)
{
    return c >= 0x1100 && (c <= 0x11ff || (c >= 0x3131 && c <= 0x318e) ||
                           (c >= 0xac00 && c <= 0xd7a3));
}

static inline int is_han(Letter c)
{
    return c >= 0x3400 &&
           (c <= 0x4dbf || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff));
}

static inline int is_kana(Letter c)
{
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa);
}

static inline int is_joining(Letter c)
{
    return c == '\'' || c == '.' || c == '-' || c == 0x2019;
}

/* Whether it is part of a word of several letters. */
static inline int is_inner(Letter c)
{
    return is_alnum(c) && !is_unspaced(c);
}

/* The next word of `at[from:size]`: where it begins, and in `end` where it ends; -1 for none. */
static inline Py_ssize_t next_word(const Letter *at, Py_ssize_t from, Py_ssize_t size,
                                   Py_ssize_t *end)
{
    for (; from < size; from++) {
        if (is_unspaced(at[from])) {
            *end = from + 1;
            return from;
        }
        if (is_alnum(at[from])) {
            Py_ssize_t to = from + 1;
            for (;;) {
                while (to < size && is_inner(at[to]))
                    to++;
                if (to + 1 < size && is_joining(at[to]) && is_inner(at[to + 1]))
                    to += 2;
                else
                    break;
            }
            *end = to;
            return from;
        }
    }
    return -1;
}

#endif
