// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace assay {

/// Calls `done` with the result of `future` on this thread, on which `context` lives, later, unless `context` is gone
/// by then; `cancelled` where it was cancelled instead. In the place of QFuture::then(), because any thread may finish
/// the future at the same time (threadpost.h tells what happens then): QFutureWatcher is made for that.
template <class Value, class Done, class Cancelled>
void whenDone(const QFuture<Value>& future, QObject* context, Done done, Cancelled cancelled)
{
    auto* watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
        [watcher, done = std::move(done), cancelled = std::move(cancelled)] {
            watcher->deleteLater();
            const auto finished = watcher->future();
            if (finished.resultCount() > 0)
                done(finished.result());
            else
                cancelled();
        });
    watcher->setFuture(future);
}

template <class Value, class Done> void whenDone(const QFuture<Value>& future, QObject* context, Done done)
{
    whenDone(future, context, std::move(done), [] { });
}

} // namespace assay
