// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace assay {

/// Base of a large class of which one object is made and deleted for every request: a thread keeps the memory of the
/// last few for the next ones. glibc keeps no block beyond 1 KiB at hand, and looks for one as long as for all the
/// small ones of a request together.
template <class Object> class Recycled
{
public:
    static void* operator new(std::size_t size)
    {
        auto& kept = Kept::ofThread;
        return kept.count > 0 && size == sizeof(Object) ? kept.blocks[--kept.count] : ::operator new(size);
    }
    static void operator delete(void* block, std::size_t size) noexcept
    {
        auto& kept = Kept::ofThread;
        if (size == sizeof(Object) && kept.count < kept.limit)
            kept.blocks[kept.count++] = block;
        else
            ::operator delete(block, size);
    }

private:
    struct Kept {
#ifdef __SANITIZE_ADDRESS__
        std::size_t limit = 0; // or use after deletion would not be found
#else
        std::size_t limit = 16;
#endif
        std::size_t count = 0;
        std::array<void*, 16> blocks{};

        ~Kept()
        {
            limit = 0; // what is deleted later is given back at once
            while (count > 0)
                ::operator delete(blocks[--count], sizeof(Object));
        }
        static thread_local Kept ofThread;
    };
};

template <class Object> thread_local typename Recycled<Object>::Kept Recycled<Object>::Kept::ofThread;

} // namespace assay
