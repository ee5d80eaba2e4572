// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"

#include <QPointer>
#include <QStringList>

#include <functional>

namespace assay::testing {

/// Writes down what a call tells. `order` has one word a signal: connected, head, bytes, closed.
class CallLog : public QObject
{
public:
    explicit CallLog(HttpCall* call)
        : m_call(call)
    {
        connect(call, &HttpCall::connected, this, [this] { note(QStringLiteral("connected")); });
        connect(call, &HttpCall::headReceived, this, [this](const HttpHead& received) {
            head = received;
            note(QStringLiteral("head"));
        });
        connect(call, &HttpCall::bytesReceived, this, [this](const QByteArray& bytes) {
            body += bytes;
            note(QStringLiteral("bytes"));
        });
        connect(call, &HttpCall::closed, this, [this](const HttpOutcome& how) {
            outcome = how;
            ++closes;
            note(QStringLiteral("closed"));
        });
    }

    bool isClosed() const { return closes > 0; }
    HttpCall* call() const { return m_call; }
    ErrorKind errorKind() const { return outcome.error ? outcome.error->kind : ErrorKind::Internal; }
    bool isWhole() const { return closes == 1 && !outcome.error; }

    QStringList order;
    HttpHead head;
    QByteArray body;
    HttpOutcome outcome;
    int closes = 0;
    std::function<void(const QString& signal)> reaction; ///< called inside each signal

private:
    void note(const QString& signal)
    {
        order.append(signal);
        if (reaction)
            reaction(signal);
    }

    QPointer<HttpCall> m_call;
};

/// A POST with a small JSON body.
inline HttpRequest postTo(const QUrl& url, const QByteArray& body = "{\"a\":1}")
{
    HttpRequest request;
    request.url = url;
    request.headers = {HttpHeader{.name = "Content-Type", .value = "application/json"}};
    request.body = body;
    return request;
}

} // namespace assay::testing
