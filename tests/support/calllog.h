// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"

#include <QStringList>

#include <functional>

namespace assay::testing {

/// A call and what it tells. `order` has one word a telling: connected, head, bytes, closed.
class CallLog final : private HttpCallWatcher
{
public:
    CallLog(HttpTransport& transport, const HttpRequest& request, const Timeouts& timeouts = {})
        : m_call(transport.start(request, timeouts, *this))
    {
    }
    Q_DISABLE_COPY_MOVE(CallLog)

    bool isClosed() const { return closes > 0; }
    HttpCall* call() const { return m_call.get(); }
    void deleteCall() { m_call.reset(); }
    ErrorKind errorKind() const { return outcome.error ? outcome.error->kind : ErrorKind::Internal; }
    bool isWhole() const { return closes == 1 && !outcome.error; }

    QStringList order;
    HttpHead head;
    QByteArray body;
    HttpOutcome outcome;
    int closes = 0;
    std::function<void(const QString& told)> reaction; ///< called inside each telling

private:
    void callConnected() override { note(QStringLiteral("connected")); }
    void callHead(const HttpHead& received) override
    {
        head = received;
        note(QStringLiteral("head"));
    }
    void callBytes(const QByteArray& bytes) override
    {
        body += bytes;
        note(QStringLiteral("bytes"));
    }
    void callClosed(const HttpOutcome& how) override
    {
        outcome = how;
        ++closes;
        note(QStringLiteral("closed"));
    }
    void note(const QString& told)
    {
        order.append(told);
        if (reaction)
            reaction(told);
    }

    std::unique_ptr<HttpCall> m_call; // the last member: it may end while it is destroyed
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
