// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into a program to let it die, or a disk fail, at a chosen call that changes a file. Only files whose path
// holds ASSAY_CRASH_PATH count. ASSAY_CRASH_AT: the number of the call, from 1. ASSAY_CRASH_MODE:
//   kill   SIGKILL before the call            tear   half of a write is done, then SIGKILL
//   eio, enospc, edquot   this call fails      full   this call and all later ones that need space fail
// ASSAY_CRASH_COUNT: file that gets the number of calls at the end.

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

enum class Kind { Write, Sync, Truncate, Name };

std::atomic<long> calls{0};

const char* setting(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool isMeant(const char* path)
{
    static const char* const part = setting("ASSAY_CRASH_PATH");
    return *part != 0 && std::strstr(path, part) != nullptr;
}

bool isMeant(int descriptor)
{
    char link[64];
    char path[512];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return false;
    path[length] = 0;
    return isMeant(path);
}

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

int errorOf(const char* mode)
{
    if (std::strcmp(mode, "eio") == 0)
        return EIO;
    return std::strcmp(mode, "edquot") == 0 ? EDQUOT : ENOSPC;
}

// 0: go on; above: fail with this number; -1: tear.
int verdict(Kind kind)
{
    static const long at = std::atol(setting("ASSAY_CRASH_AT"));
    static const char* const mode = setting("ASSAY_CRASH_MODE");
    const long number = ++calls;
    const bool full = std::strcmp(mode, "full") == 0;
    if (at <= 0 || (number != at && !(full && number > at)))
        return 0;
    if (full)
        return kind == Kind::Write ? ENOSPC : 0;
    if (std::strcmp(mode, "tear") == 0 && kind == Kind::Write)
        return -1;
    if (std::strcmp(mode, "kill") == 0 || std::strcmp(mode, "tear") == 0)
        die();
    return errorOf(mode);
}

template <class Function> Function* real(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

struct Report {
    ~Report()
    {
        const char* path = setting("ASSAY_CRASH_COUNT");
        if (FILE* file = *path != 0 ? std::fopen(path, "w") : nullptr) {
            std::fprintf(file, "%ld\n", calls.load());
            std::fclose(file);
        }
    }
} report;

} // namespace

extern "C" {

ssize_t write(int descriptor, const void* data, size_t size)
{
    static auto* const next = real<ssize_t(int, const void*, size_t)>("write");
    if (!isMeant(descriptor))
        return next(descriptor, data, size);
    const int error = verdict(Kind::Write);
    if (error == 0)
        return next(descriptor, data, size);
    if (error < 0) {
        next(descriptor, data, size / 2);
        die();
    }
    errno = error;
    return -1;
}

ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t offset)
{
    static auto* const next = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    if (!isMeant(descriptor))
        return next(descriptor, data, size, offset);
    const int error = verdict(Kind::Write);
    if (error == 0)
        return next(descriptor, data, size, offset);
    if (error < 0) {
        next(descriptor, data, size / 2, offset);
        die();
    }
    errno = error;
    return -1;
}

ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset)
{
    return pwrite64(descriptor, data, size, offset);
}

int fsync(int descriptor)
{
    static auto* const next = real<int(int)>("fsync");
    const int error = isMeant(descriptor) ? verdict(Kind::Sync) : 0;
    if (error == 0)
        return next(descriptor);
    errno = error;
    return -1;
}

int fdatasync(int descriptor)
{
    static auto* const next = real<int(int)>("fdatasync");
    const int error = isMeant(descriptor) ? verdict(Kind::Sync) : 0;
    if (error == 0)
        return next(descriptor);
    errno = error;
    return -1;
}

int ftruncate64(int descriptor, off64_t size)
{
    static auto* const next = real<int(int, off64_t)>("ftruncate64");
    const int error = isMeant(descriptor) ? verdict(Kind::Truncate) : 0;
    if (error == 0)
        return next(descriptor, size);
    errno = error;
    return -1;
}

int ftruncate(int descriptor, off_t size)
{
    return ftruncate64(descriptor, size);
}

int rename(const char* from, const char* to)
{
    static auto* const next = real<int(const char*, const char*)>("rename");
    const int error = isMeant(to) ? verdict(Kind::Name) : 0;
    if (error == 0)
        return next(from, to);
    errno = error;
    return -1;
}

int unlink(const char* path)
{
    static auto* const next = real<int(const char*)>("unlink");
    const int error = isMeant(path) ? verdict(Kind::Name) : 0;
    if (error == 0)
        return next(path);
    errno = error;
    return -1;
}

} // extern "C"
