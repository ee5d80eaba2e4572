// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httprequestreader.h"

namespace assay {

class HttpConnection;

/// Who answers the request of a connection.
class HttpConnectionUser
{
public:
    virtual ~HttpConnectionUser() = default;
    /// The client went while its answer was due. Nothing more is sent.
    virtual void clientGone() = 0;
    /// More bytes wait for the client than is good, or few enough again.
    virtual void congestionChanged(bool congested) = 0;
};

/// Who is told what comes in on connections. Plain calls, as the user's.
class HttpRequestTaker
{
public:
    virtual ~HttpRequestTaker() = default;
    virtual void onRequest(HttpConnection* connection, const IncomingRequest& request) = 0;
    /// The head of a request whose body is still to come, once. True: it was answered with a refusal, and the body is
    /// not read.
    virtual bool refusesHead(HttpConnection* connection, const IncomingRequest& head) = 0;
    /// What came is no request, or one that is too large; answer with `error.httpStatus`.
    virtual void onRefused(HttpConnection* connection, const Error& error, const IncomingRequest* begun) = 0;
};

} // namespace assay
