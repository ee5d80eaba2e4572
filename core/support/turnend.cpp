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
        // Never told from here: whoever asks is in the middle of something.
        if (!std::exchange(m_posted, true))
            QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }

    void remove(TurnEnd& waiting)
    {
        m_waiting[waiting.m_index] = nullptr;
        waiting.m_index = TurnEnd::kNone;
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
