// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/residentmemory.h"

#include <QByteArray>
#include <QFile>

#ifdef __linux__
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace assay {

#ifdef __linux__

namespace {

/// Whether the loader wrote addresses into the read-only parts, so that they differ from the file.
bool hasRelocatedText(const dl_phdr_info& object, std::span<const ElfW(Phdr)> parts)
{
    const auto dynamic = std::ranges::find(parts, ElfW(Word){PT_DYNAMIC}, &ElfW(Phdr)::p_type);
    if (dynamic == parts.end())
        return false;
    for (const auto* entry = reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + dynamic->p_vaddr);
        entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0))
            return true;
    }
    return false;
}

/// Only what is mapped without the right to write, and so is in the file as it is in memory: code, constants and the
/// tables of the loader. What the loader makes read-only after it wrote there is in a part that may be written.
int releasePagesOf(dl_phdr_info* object, std::size_t, void*)
{
    const std::span parts(object->dlpi_phdr, object->dlpi_phnum);
    const bool isFile = object->dlpi_name && !QByteArrayView(object->dlpi_name).startsWith("linux-");
    if (!isFile || hasRelocatedText(*object, parts))
        return 0;
    const auto page = static_cast<ElfW(Addr)>(::sysconf(_SC_PAGESIZE));
    for (const auto& part : parts) {
        if (part.p_type != PT_LOAD || (part.p_flags & PF_W) != 0)
            continue;
        const auto begin = (object->dlpi_addr + part.p_vaddr) / page * page;
        const auto end = (object->dlpi_addr + part.p_vaddr + part.p_filesz + page - 1) / page * page;
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
    }
    return 0;
}

} // namespace

std::optional<qint64> residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool known = false;
    const qint64 pages = file.readAll().split(' ').value(1).toLongLong(&known);
    return known ? std::optional(pages * ::sysconf(_SC_PAGESIZE)) : std::nullopt;
}

#else

std::optional<qint64> residentBytes()
{
    return std::nullopt;
}

#endif

std::optional<qint64> freeHeapBytes()
{
#ifdef __GLIBC__
    return static_cast<qint64>(::mallinfo2().fordblks);
#else
    return std::nullopt;
#endif
}

void releaseFreeHeap()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

void releaseCode()
{
#ifdef __linux__
    ::dl_iterate_phdr(&releasePagesOf, nullptr);
#endif
}

} // namespace assay
