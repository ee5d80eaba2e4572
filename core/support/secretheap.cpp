// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/secretheap.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include <sys/mman.h>

namespace assay {

namespace {

/// Stands before each block.
struct alignas(16) Header {
    std::size_t size; ///< asked for, bytes
    std::size_t room; ///< of the block with its header, bytes
};

struct FreeBlock {
    FreeBlock* next;
};

constexpr std::size_t kSmallest = 64;
constexpr std::size_t kLargest = 64UL * 1024; // beyond: a mapping of its own
constexpr std::size_t kChunk = 256UL * 1024;
constexpr auto kClasses = static_cast<std::size_t>(std::countr_zero(kLargest) - std::countr_zero(kSmallest) + 1);

void* mapped(std::size_t size)
{
    void* start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return nullptr;
#ifdef MADV_DONTDUMP
    ::madvise(start, size, MADV_DONTDUMP);
#endif
    // Locked as it is touched. A refusal (the limit on locked memory) only means that it may be swapped.
#ifdef MLOCK_ONFAULT
    ::mlock2(start, size, MLOCK_ONFAULT);
#else
    ::mlock(start, size);
#endif
    return start;
}

/// Blocks of powers of two, cut from chunks that are never given back: keys and request buffers come and go in the same
/// few sizes.
class Heap
{
public:
    void* take(std::size_t room)
    {
        const std::scoped_lock lock(m_mutex);
        auto& list = m_free.at(classOf(room));
        if (list)
            return std::exchange(list, list->next);
        if (m_rest < room) {
            m_next = static_cast<char*>(mapped(kChunk)); // what was left of the last chunk is lost: under a class
            m_rest = m_next ? kChunk : 0;
        }
        if (!m_next || m_rest < room)
            return nullptr;
        m_rest -= room;
        return std::exchange(m_next, m_next + room);
    }
    void giveBack(void* block, std::size_t room)
    {
        const std::scoped_lock lock(m_mutex);
        auto& list = m_free.at(classOf(room));
        list = new (block) FreeBlock{list};
    }

private:
    static std::size_t classOf(std::size_t room)
    {
        return static_cast<std::size_t>(std::countr_zero(room) - std::countr_zero(kSmallest));
    }

    std::mutex m_mutex;
    std::array<FreeBlock*, kClasses> m_free{};
    char* m_next = nullptr;
    std::size_t m_rest = 0;
};

Heap& heap()
{
    static auto* const forEver = new Heap; // keys may be freed by other statics at the very end
    return *forEver;
}

Header* headerOf(void* block)
{
    return static_cast<Header*>(block) - 1;
}

#ifdef __SANITIZE_ADDRESS__
constexpr bool kFindMistakes = true; // the sanitizer sees overruns only in blocks of its own
#else
constexpr bool kFindMistakes = false;
#endif

std::size_t roomFor(std::size_t whole)
{
    constexpr std::size_t page = 4096;
    if (kFindMistakes)
        return whole;
    return whole <= kLargest ? std::max(std::bit_ceil(whole), kSmallest) : (whole + page - 1) / page * page;
}

void* placeFor(std::size_t room)
{
    if (kFindMistakes)
        return std::malloc(room);
    return room <= kLargest ? heap().take(room) : mapped(room);
}

} // namespace

void wipeBytes(void* bytes, std::size_t size) noexcept
{
    if (size == 0)
        return;
    std::memset(bytes, 0, size);
    std::atomic_signal_fence(std::memory_order_seq_cst);
#if defined(__GNUC__)
    __asm__ __volatile__("" : : "r"(bytes) : "memory"); // the store has a reader
#endif
}

void* secretAllocate(std::size_t size) noexcept
{
    if (size > SIZE_MAX / 2)
        return nullptr;
    const std::size_t room = roomFor(size + sizeof(Header));
    void* place = placeFor(room);
    if (!place)
        return nullptr;
    return new (place) Header{.size = size, .room = room} + 1;
}

void* secretReallocate(void* block, std::size_t size) noexcept
{
    if (!block)
        return secretAllocate(size);
    Header* header = headerOf(block);
    if (size + sizeof(Header) <= header->room && size >= header->size) {
        header->size = size;
        return block;
    }
    void* moved = secretAllocate(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, std::min(size, header->size));
    secretFree(block);
    return moved;
}

void secretFree(void* block) noexcept
{
    if (!block)
        return;
    Header* header = headerOf(block);
    const std::size_t room = header->room;
    wipeBytes(header, header->size + sizeof(Header));
    if (kFindMistakes)
        std::free(header);
    else if (room <= kLargest)
        heap().giveBack(header, room);
    else
        ::munmap(header, room);
}

} // namespace assay
