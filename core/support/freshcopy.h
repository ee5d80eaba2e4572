// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/clock.h"
#include "core/support/freshreader.h"
#include "core/support/result.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace assay {

/// The last reading of something that changes seldom and takes time to read, such as rows of the ledger that other
/// processes may change. While it is asked for, it is read anew in the background; who asks after a pause reads for
/// itself, so that nobody gets one older than `freshFor`. Any thread.
template <class T> class FreshCopy final : private FreshReader::Source
{
public:
    using Read = std::function<Result<T>()>; ///< on any thread

    FreshCopy(std::shared_ptr<FreshReader> reader, std::shared_ptr<const Clock> clock, Read read,
        std::chrono::milliseconds freshFor)
        : m_reader(std::move(reader))
        , m_clock(std::move(clock))
        , m_read(std::move(read))
        , m_freshFor(freshFor)
    {
        m_reader->add(*this);
    }
    ~FreshCopy() override { m_reader->remove(*this); }
    Q_DISABLE_COPY_MOVE(FreshCopy)

    /// Fails as the reading does; a failure is not kept.
    Result<T> get()
    {
        m_reader->asked(*this);
        {
            const std::scoped_lock lock(m_mutex);
            if (m_value && m_clock->steady() - m_readAt < m_freshFor)
                return *m_value;
        }
        return readNow();
    }

    /// Read at once, whatever is at hand.
    Result<T> readNow()
    {
        const auto [at, turn] = begin();
        auto value = m_read();
        if (value)
            keep(*value, at, turn);
        return value;
    }

    /// What was read before is not to be used any more: it has just been changed.
    void forget()
    {
        const std::scoped_lock lock(m_mutex);
        m_value.reset();
        ++m_turn;
    }

private:
    void readAgain() override
    {
        const auto [at, turn] = begin();
        if (auto value = m_read())
            keep(*std::move(value), at, turn);
    }

    std::pair<std::chrono::steady_clock::time_point, int> begin()
    {
        const std::scoped_lock lock(m_mutex);
        return {m_clock->steady(), m_turn};
    }

    void keep(T value, std::chrono::steady_clock::time_point at, int turn)
    {
        const std::scoped_lock lock(m_mutex);
        if (turn != m_turn || (m_value && at < m_readAt))
            return; // what was read may be older than the change, or than what another thread has read
        m_value = std::move(value);
        m_readAt = at;
    }

    std::shared_ptr<FreshReader> m_reader;
    std::shared_ptr<const Clock> m_clock;
    Read m_read;
    std::chrono::milliseconds m_freshFor;
    std::mutex m_mutex; ///< guards what follows
    std::optional<T> m_value;
    std::chrono::steady_clock::time_point m_readAt;
    int m_turn = 0; ///< changes with forget()
};

} // namespace assay
