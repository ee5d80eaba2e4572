// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/freshreader.h"

#include <algorithm>

namespace assay {

FreshReader::~FreshReader()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void FreshReader::add(Source& source)
{
    const std::scoped_lock lock(m_mutex);
    m_sources.push_back(&source);
}

void FreshReader::remove(Source& source)
{
    const std::scoped_lock lock(m_reading, m_mutex);
    std::erase(m_sources, &source);
}

void FreshReader::asked(Source& source)
{
    if (source.m_wasAsked.load(std::memory_order_relaxed))
        return;
    // In this order, as the thread falls asleep before it looks for the last time whether somebody asked.
    source.m_wasAsked = true;
    const std::scoped_lock lock(m_mutex);
    if (!m_thread.joinable() && !m_isStopping)
        m_thread = std::thread([this] { loop(); });
    else if (m_isAsleep.exchange(false))
        m_wake.notify_all();
}

// With m_mutex held.
bool FreshReader::wasAnyAsked() const
{
    return std::ranges::any_of(m_sources, [](const Source* source) { return source->m_wasAsked.load(); });
}

/// Whether anybody is still interested.
bool FreshReader::readAll()
{
    const std::scoped_lock reading(m_reading);
    const auto sources = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_sources;
    }();
    bool isWanted = false;
    for (Source* source : sources) {
        if (source->m_wasAsked.exchange(false))
            source->m_roundsLeft = m_pace.roundsUnasked;
        if (source->m_roundsLeft == 0)
            continue;
        --source->m_roundsLeft;
        source->readAgain();
        isWanted = true;
    }
    return isWanted;
}

void FreshReader::loop()
{
    bool isWanted = true;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            if (!isWanted) {
                m_isAsleep = true;
                m_wake.wait(lock, [this] { return !m_isAsleep || m_isStopping || wasAnyAsked(); });
                m_isAsleep = false;
            }
            // Who woke it has just read for itself.
            m_wake.wait_for(lock, m_pace.pause, [this] { return m_isStopping; });
            if (m_isStopping)
                return;
        }
        isWanted = readAll();
    }
}

} // namespace assay
