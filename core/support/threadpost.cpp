// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/threadpost.h"

#include <mutex>

namespace assay {

struct ThreadPost::Place {
    std::mutex mutex;
    QObject* receiver = nullptr; ///< lives on the thread; null once that has ended
};

/// What a thread has of it: the receiver goes with the thread, and what still waits for it too.
class ThreadPost::Resident
{
public:
    Resident() { place->receiver = &m_receiver; }
    ~Resident()
    {
        const std::scoped_lock lock(place->mutex);
        place->receiver = nullptr;
    }
    Q_DISABLE_COPY_MOVE(Resident)

    const std::shared_ptr<Place> place = std::make_shared<Place>();

private:
    QObject m_receiver;
};

ThreadPost ThreadPost::ofThisThread()
{
    static thread_local const Resident resident;
    return ThreadPost(resident.place);
}

void ThreadPost::post(std::function<void()> task) const
{
    const std::scoped_lock lock(m_place->mutex);
    if (m_place->receiver)
        QMetaObject::invokeMethod(m_place->receiver, std::move(task), Qt::QueuedConnection);
}

} // namespace assay
