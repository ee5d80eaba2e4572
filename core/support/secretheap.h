// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <new>

namespace assay {

/// Memory for keys and for buffers a key passes through. Three things set it apart: the system leaves it out of core
/// files (Linux: `MADV_DONTDUMP`), keeps it out of swap as far as the limit on locked memory reaches, and every block
/// is overwritten before it is given back. Any thread. Null when there is no memory.
void* secretAllocate(std::size_t size) noexcept;
/// As `realloc`; the old block is wiped when it moves.
void* secretReallocate(void* block, std::size_t size) noexcept;
/// Wipes and gives back. Null is allowed.
void secretFree(void* block) noexcept;

/// Overwrites bytes in a way that the compiler keeps although nobody reads them again.
void wipeBytes(void* bytes, std::size_t size) noexcept;

/// The heap above for containers.
template <class T> struct SecretAllocator {
    using value_type = T;

    SecretAllocator() = default;
    template <class U> SecretAllocator(const SecretAllocator<U>& /*other*/) noexcept { }

    T* allocate(std::size_t count)
    {
        if (void* block = secretAllocate(count * sizeof(T)))
            return static_cast<T*>(block);
        throw std::bad_alloc(); // as any other allocation that fails
    }
    void deallocate(T* block, std::size_t /*count*/) noexcept { secretFree(block); }

    friend bool operator==(const SecretAllocator& /*a*/, const SecretAllocator& /*b*/) { return true; }
};

} // namespace assay
