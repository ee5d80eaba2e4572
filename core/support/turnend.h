// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <cstddef>

namespace assay {

/// Something that waits for the end of the turn in which its thread's event loop serves what is ready. What goes out to
/// other processes gathers there: a message that has to wake its reader costs several times one that finds it awake,
/// and the reader finds the next ones without being woken again. Of one thread; without an event loop it waits for one.
class TurnEnd
{
public:
    TurnEnd() = default;
    virtual ~TurnEnd() { forgetTurnEnd(); }
    Q_DISABLE_COPY_MOVE(TurnEnd)

protected:
    /// `turnEnded()` is called once, by the event loop, when what is ready now was served. No effect while it waits
    /// already.
    void wantTurnEnd();
    void forgetTurnEnd();
    bool waitsForTurnEnd() const { return m_index != kNone; }
    /// May destroy this and others, and want the next turn's end.
    virtual void turnEnded() = 0;

private:
    friend class TurnEndQueue;
    static constexpr std::size_t kNone = ~std::size_t(0);

    std::size_t m_index = kNone; // in the queue of the thread
};

} // namespace assay
