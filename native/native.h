/* What the parts of the compiled pass share: texts as code points, and tables of texts. */

#ifndef CLEANER_NATIVE_H
#define CLEANER_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t Letter;

/* Whether this is a str whose code points can be read: 0, or -1 and an exception. */
int text_ready(PyObject *text);

/* Room for so many things of this size: where they are now. NULL and an exception if there is no
   memory; then they are where they were. */
void *grown(void *at, Py_ssize_t *room, Py_ssize_t wanted, size_t size);

/* Code points in a row; `room` is what there is memory for. */
typedef struct {
    Letter *at;
    Py_ssize_t size, room;
} Letters;

/* Make room for so many more. -1 and an exception if there is no memory. */
int letters_reserve(Letters *letters, Py_ssize_t more);
/* Add the code points of a str. */
int letters_add(Letters *letters, PyObject *text);
void letters_free(Letters *letters);

/* Texts by number, in the order in which they came. */
typedef struct {
    Letters pool;
    Py_ssize_t *starts; /* of `count` + 1 texts */
    uint32_t *hashes;
    int32_t *slots; /* number + 1, or 0 */
    Py_ssize_t count, room, mask;
} Texts;

/* Another one in each process, so that no text can be made to hurt. */
extern uint32_t hash_seed;
static inline uint32_t hash_on(uint32_t hash, Letter letter)
{
    hash = (hash ^ letter) * 16777619u;
    return hash ^ (hash >> 15);
}
uint32_t hash_of(const Letter *at, Py_ssize_t size);
/* The number of a text, -1 if it is not there. */
int32_t texts_find(const Texts *texts, const Letter *at, Py_ssize_t size, uint32_t hash);
/* The same, added if it is not there; -1 and an exception if there is no memory. */
int32_t texts_add(Texts *texts, const Letter *at, Py_ssize_t size, uint32_t hash);
void texts_free(Texts *texts);

/* Whether a code point is a letter or a digit: what \w says, the underscore aside. */
static inline int is_alnum(Letter c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    return Py_UNICODE_ISALNUM(c);
}

extern PyTypeObject ForestType, GateType, SightType, StoplistsType, LexiconType, MentionsType;
extern PyMethodDef line_methods[], object_methods[];
PyObject *fold(PyObject *module, PyObject *text);
PyObject *words(PyObject *module, PyObject *text);

#endif
