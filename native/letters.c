/* Texts as code points, and tables of texts (open addressing, linear probing). */

#include "native.h"

uint32_t hash_seed = 2166136261u;

void *grown(void *at, Py_ssize_t *room, Py_ssize_t wanted, size_t size)
{
    if (at && wanted <= *room)
        return at;
    void *moved = NULL;
    if (wanted <= (PY_SSIZE_T_MAX / (Py_ssize_t)size - 64) / 2)
        moved = PyMem_Realloc(at, (size_t)(wanted * 2 + 64) * size);
    if (moved)
        *room = wanted * 2 + 64;
    else
        PyErr_NoMemory();
    return moved;
}

/* More letters than this are not asked for: so no size in bytes overflows. */
#define MOST_LETTERS (PY_SSIZE_T_MAX / 8)

int letters_reserve(Letters *letters, Py_ssize_t more)
{
    if (more > MOST_LETTERS - letters->size) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t wanted = letters->size + more;
    if (wanted <= letters->room)
        return 0;
    wanted += wanted / 2 + 64;
    Letter *at = PyMem_Realloc(letters->at, (size_t)wanted * sizeof(Letter));
    if (at == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    letters->at = at;
    letters->room = wanted;
    return 0;
}

int text_ready(PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a str is wanted");
        return -1;
    }
#if PY_VERSION_HEX < 0x030c0000
    return PyUnicode_READY(text);
#else
    return 0;
#endif
}

int letters_add(Letters *letters, PyObject *text)
{
    if (text_ready(text) < 0)
        return -1;
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    if (letters_reserve(letters, size) < 0)
        return -1;
    Letter *to = letters->at + letters->size;
    const void *data = PyUnicode_DATA(text);
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
        for (Py_ssize_t i = 0; i < size; i++)
            to[i] = ((const Py_UCS1 *)data)[i];
        break;
    case PyUnicode_2BYTE_KIND:
        for (Py_ssize_t i = 0; i < size; i++)
            to[i] = ((const Py_UCS2 *)data)[i];
        break;
    default:
        memcpy(to, data, (size_t)size * sizeof(Letter));
    }
    letters->size += size;
    return 0;
}

void letters_free(Letters *letters)
{
    PyMem_Free(letters->at);
    memset(letters, 0, sizeof *letters);
}

uint32_t hash_of(const Letter *at, Py_ssize_t size)
{
    uint32_t hash = hash_seed;
    for (Py_ssize_t i = 0; i < size; i++)
        hash = hash_on(hash, at[i]);
    return hash;
}

int32_t texts_find(const Texts *texts, const Letter *at, Py_ssize_t size, uint32_t hash)
{
    if (texts->slots == NULL)
        return -1;
    for (Py_ssize_t slot = hash & texts->mask; texts->slots[slot]; slot = (slot + 1) & texts->mask) {
        int32_t number = texts->slots[slot] - 1;
        if (texts->hashes[number] == hash) {
            Py_ssize_t start = texts->starts[number];
            if (texts->starts[number + 1] - start == size &&
                (!size ||
                 memcmp(texts->pool.at + start, at, (size_t)size * sizeof(Letter)) == 0))
                return number;
        }
    }
    return -1;
}

static int texts_grow(Texts *texts)
{
    Py_ssize_t room = texts->room ? texts->room * 2 : 256;
    Py_ssize_t *starts = PyMem_Realloc(texts->starts, (size_t)(room + 1) * sizeof *starts);
    if (starts)
        texts->starts = starts;
    uint32_t *hashes = PyMem_Realloc(texts->hashes, (size_t)room * sizeof *hashes);
    if (hashes)
        texts->hashes = hashes;
    int32_t *slots = PyMem_Calloc((size_t)room * 2, sizeof *slots);
    if (!starts || !hashes || !slots) {
        PyMem_Free(slots);
        PyErr_NoMemory();
        return -1;
    }
    if (texts->count == 0)
        starts[0] = 0;
    PyMem_Free(texts->slots);
    texts->slots = slots;
    texts->room = room;
    texts->mask = room * 2 - 1;
    for (Py_ssize_t number = 0; number < texts->count; number++) {
        Py_ssize_t slot = hashes[number] & texts->mask;
        while (slots[slot])
            slot = (slot + 1) & texts->mask;
        slots[slot] = (int32_t)number + 1;
    }
    return 0;
}

int32_t texts_add(Texts *texts, const Letter *at, Py_ssize_t size, uint32_t hash)
{
    int32_t found = texts_find(texts, at, size, hash);
    if (found >= 0)
        return found;
    if (texts->count == INT32_MAX - 1) {
        PyErr_NoMemory();
        return -1;
    }
    if (texts->count == texts->room && texts_grow(texts) < 0)
        return -1;
    if (letters_reserve(&texts->pool, size) < 0)
        return -1;
    if (size)
        memcpy(texts->pool.at + texts->pool.size, at, (size_t)size * sizeof(Letter));
    texts->pool.size += size;
    int32_t number = (int32_t)texts->count++;
    texts->starts[number + 1] = texts->pool.size;
    texts->hashes[number] = hash;
    Py_ssize_t slot = hash & texts->mask;
    while (texts->slots[slot])
        slot = (slot + 1) & texts->mask;
    texts->slots[slot] = number + 1;
    return number;
}

void texts_free(Texts *texts)
{
    letters_free(&texts->pool);
    PyMem_Free(texts->starts);
    PyMem_Free(texts->hashes);
    PyMem_Free(texts->slots);
    memset(texts, 0, sizeof *texts);
}
