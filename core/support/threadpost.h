// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>
#include <utility>

namespace assay {

/// The way into the event loop of one thread, for all others. It stays safe to use after that thread has ended, and
/// costs one event a call: no object of the thread has to be kept alive, or be known to be alive, by those who call.
class ThreadPost
{
public:
    static ThreadPost ofThisThread();

    /// From any thread: `task` runs once on the thread, later and in the order of posting. If the thread ends first it
    /// is dropped, and what it holds with it.
    void post(std::function<void()> task) const;

private:
    struct Place;
    class Resident;
    explicit ThreadPost(std::shared_ptr<Place> place)
        : m_place(std::move(place))
    {
    }

    std::shared_ptr<Place> m_place;
};

/// What another thread may call when it has a result for `object`, at any time and also when `object` is gone: each
/// call runs `function` with the value on this thread, on which `object` lives, later, unless it is gone by then.
/// `function` and the value are copied; the last copy may be destroyed on any thread.
///
/// The results of other threads come this way and not as continuations of a QFuture: what QFuture::then() attaches
/// while another thread finishes the promise may run twice in Qt 6.8 (setContinuation() finds the future finished and
/// runs it, and so does runContinuation() of the other thread), the second time with its own promise moved away.
template <class Value, class Function>
std::function<void(const Value&)> calledLater(const QObject* object, Function function)
{
    Q_ASSERT(object->thread() == QThread::currentThread());
    return [post = ThreadPost::ofThisThread(), alive = QPointer<const QObject>(object), function = std::move(function)](
               const Value& value) {
        post.post([alive, function, value] {
            if (alive)
                function(value);
        });
    };
}

} // namespace assay
