// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/turnend.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <memory>
#include <utility>
#include <vector>

namespace assay {

namespace {

// Many connections at once make long turns: nobody's answer waits for more others than this.
constexpr std::size_t kMostGathered = 16;

} // namespace

/// Those of one thread that wait, in the order in which they came.
class TurnEndQueue final : public QObject
{
public:
    static TurnEndQueue& ofThread()
    {
        static thread_local TurnEndQueue queue;
        return queue;
    }

    void add(TurnEnd& waiting)
    {
        waiting.m_index = m_waiting.size();
        m_waiting.push_back(&waiting);
        if (++m_count >= kMostGathered && !m_telling)
            tell();
        else if (!std::exchange(m_posted, true))
            QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }

    void remove(TurnEnd& waiting)
    {
        m_waiting[waiting.m_index] = nullptr;
        waiting.m_index = TurnEnd::kNone;
        --m_count;
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_posted = false;
        tell();
        return true;
    }

private:
    // Those that come meanwhile too, so that the list is empty afterwards.
    void tell()
    {
        if (std::exchange(m_telling, true))
            return;
        for (std::size_t i = 0; i < m_waiting.size(); ++i) {
            if (TurnEnd* each = m_waiting[i]) {
                remove(*each);
                each->turnEnded();
            }
        }
        m_waiting.clear();
        m_telling = false;
    }

    std::vector<TurnEnd*> m_waiting; // null: forgotten or told
    std::size_t m_count = 0; // not null
    bool m_posted = false;
    bool m_telling = false;
};

void TurnEnd::wantTurnEnd()
{
    if (!waitsForTurnEnd())
        TurnEndQueue::ofThread().add(*this);
}

void TurnEnd::forgetTurnEnd()
{
    if (waitsForTurnEnd())
        TurnEndQueue::ofThread().remove(*this);
}

} // namespace assay
