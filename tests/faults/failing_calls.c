/* Loaded before the C library (LD_PRELOAD): lets calls on chosen files fail as a disk would.

   faults_arm() says which; what is not armed goes straight through. Only one thread may arm. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, OPEN = 8, READ = 16, SHORT = 32 };

static int armed, error_number, skip_calls, fail_calls, fired_calls;
static char wanted[4096];
static long clock_shift;

/* ops: which calls; match: part of the path; the first `skip` pass, then `count` fail (-1: all). */
void faults_arm(int ops, const char *match, int error, int skip, int count) {
    snprintf(wanted, sizeof wanted, "%s", match);
    error_number = error, skip_calls = skip, fail_calls = count, fired_calls = 0;
    armed = ops;
}

int faults_disarm(void) {
    armed = 0;
    return fired_calls;
}

int faults_fired(void) { return fired_calls; }

void faults_clock(long seconds) { clock_shift = seconds; }

static int fails(int op, const char *path) {
    if (!(armed & op) || !strstr(path, wanted)) return 0;
    if (skip_calls > 0) { skip_calls--; return 0; }
    if (fail_calls == 0) return 0;
    if (fail_calls > 0) fail_calls--;
    fired_calls++;
    errno = error_number;
    return 1;
}

static int fails_on(int op, int fd) {
    char link[64], path[4096];
    ssize_t length;
    int before = errno;
    if (!(armed & op)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0) return 0;
    path[length] = 0;
    return fails(op, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* With SHORT a write takes only a part, as it does when a disk fills up. */
static size_t taken(int fd, size_t size) {
    return size > 1 && fails_on(SHORT, fd) ? size / 2 : size;
}

ssize_t write(int fd, const void *data, size_t size) {
    if (fails_on(WRITE, fd)) return -1;
    return REAL(write)(fd, data, taken(fd, size));
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    if (fails_on(WRITE, fd)) return -1;
    return REAL(pwrite)(fd, data, taken(fd, size), at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    if (fails_on(WRITE, fd)) return -1;
    return REAL(pwrite64)(fd, data, taken(fd, size), at);
}

ssize_t pread(int fd, void *data, size_t size, off_t at) {
    return fails_on(READ, fd) ? -1 : REAL(pread)(fd, data, size, at);
}

ssize_t pread64(int fd, void *data, size_t size, off64_t at) {
    return fails_on(READ, fd) ? -1 : REAL(pread64)(fd, data, size, at);
}

int fsync(int fd) { return fails_on(SYNC, fd) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return fails_on(SYNC, fd) ? -1 : REAL(fdatasync)(fd); }

int ftruncate(int fd, off_t size) { return fails_on(TRUNCATE, fd) ? -1 : REAL(ftruncate)(fd, size); }

int ftruncate64(int fd, off64_t size) {
    return fails_on(TRUNCATE, fd) ? -1 : REAL(ftruncate64)(fd, size);
}

/* Only opening to write fails; O_RDONLY is 0. */
#define OPENING(name, at, at_argument)                                             \
    int name(at const char *path, int flags, ...) {                                \
        mode_t mode = 0;                                                           \
        if (flags & (O_CREAT | O_TMPFILE)) {                                       \
            va_list rest;                                                          \
            va_start(rest, flags);                                                 \
            mode = va_arg(rest, mode_t);                                           \
            va_end(rest);                                                          \
        }                                                                          \
        if ((flags & O_ACCMODE) != O_RDONLY && fails(OPEN, path)) return -1;       \
        return REAL(name)(at_argument path, flags, mode);                          \
    }

#define NOTHING
#define COMMA ,
OPENING(open, NOTHING, NOTHING)
OPENING(open64, NOTHING, NOTHING)
OPENING(openat, int folder COMMA, folder COMMA)
OPENING(openat64, int folder COMMA, folder COMMA)

int clock_gettime(clockid_t id, struct timespec *now) {
    int said = REAL(clock_gettime)(id, now);
    if (said == 0 && id == CLOCK_REALTIME) now->tv_sec += clock_shift;
    return said;
}
