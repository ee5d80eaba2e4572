// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>
#include <utility>

namespace assay {

/// What `ask` hands to the callback it is given, as a future: for those who only wait for it, or watch it with a
/// QFutureWatcher (whendone.h). It is cancelled if the callback goes without having been called. Nothing may be
/// attached to it with then(): another thread finishes it (threadpost.h).
template <class Value, class Ask> QFuture<Value> asFuture(Ask&& ask)
{
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    const auto future = promise->future();
    std::forward<Ask>(ask)(std::function<void(const Value&)>([promise = std::move(promise)](const Value& value) {
        promise->addResult(value);
        promise->finish();
    }));
    return future;
}

} // namespace assay
