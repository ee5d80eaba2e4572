// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curlerrors.h"

#include <curl/curl.h>

#include <cstring>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

Error error(ErrorKind kind, const QString& detail, const QString& code = {})
{
    auto made = fail(kind, detail).error();
    made.providerCode = code;
    return made;
}

QString reason(const TransferEnd& end)
{
    if (!end.words.isEmpty())
        return end.words;
    return QString::fromLatin1(curl_easy_strerror(static_cast<CURLcode>(end.code)));
}

bool isTls(int code)
{
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT: return true;
    default: return false;
    }
}

// Before a connection stood: nothing was sent.
std::optional<Error> connectError(const TransferEnd& end)
{
    switch (end.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return error(ErrorKind::Network, u"The name of %1 could not be resolved."_s.arg(end.server));
    case CURLE_COULDNT_RESOLVE_PROXY:
        return error(ErrorKind::Network, u"The name of the proxy for %1 could not be resolved."_s.arg(end.server));
    case CURLE_COULDNT_CONNECT: {
        const QString why = end.osError != 0 ? QString::fromLocal8Bit(std::strerror(end.osError)) : reason(end);
        return error(ErrorKind::Network, u"No connection to %1: %2."_s.arg(end.server, why));
    }
    case CURLE_PROXY: return error(ErrorKind::Network, u"The proxy for %1 failed: %2."_s.arg(end.server, reason(end)));
    case CURLE_OPERATION_TIMEDOUT: // libcurl divides our connect limit among the addresses of a name
        return error(
            ErrorKind::Timeout, u"No connection to %1 within the time allowed."_s.arg(end.server), u"connect"_s);
    default: break;
    }
    if (end.proxyStatus >= 300)
        return error(ErrorKind::Network,
            u"The proxy refused the way to %1 with status %2."_s.arg(end.server).arg(end.proxyStatus));
    return std::nullopt;
}

// After the head: what came is kept, so the answer is cut rather than lost.
Error cutError(const TransferEnd& end)
{
    return error(ErrorKind::Truncated,
        u"The answer of %1 broke off after %2 bytes: %3."_s.arg(end.server).arg(end.bodyBytes).arg(reason(end)));
}

Error noAnswerError(const TransferEnd& end)
{
    if (end.answerBegan)
        return error(ErrorKind::Network, u"%1 closed the connection in the middle of its header."_s.arg(end.server));
    if (end.code == CURLE_OK || end.code == CURLE_GOT_NOTHING || end.code == CURLE_SEND_FAIL_REWIND)
        return error(ErrorKind::Network, u"%1 closed the connection without an answer."_s.arg(end.server));
    return error(
        ErrorKind::Network, u"The connection to %1 broke before an answer: %2."_s.arg(end.server, reason(end)));
}

} // namespace

std::optional<Error> errorOf(const TransferEnd& end)
{
    if (end.code == CURLE_OK && end.headComplete)
        return std::nullopt;
    if (isTls(end.code) && !end.headComplete)
        return error(ErrorKind::Tls, u"No safe connection to %1: %2."_s.arg(end.server, reason(end)));
    if (!end.connected) {
        if (auto failed = connectError(end))
            return failed;
    }
    switch (end.code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_TOO_LARGE:
    case CURLE_HTTP2:
    case CURLE_BAD_CONTENT_ENCODING:
        return error(ErrorKind::Protocol, u"%1 does not answer in valid HTTP: %2."_s.arg(end.server, reason(end)));
    case CURLE_URL_MALFORMAT:
        return error(ErrorKind::InvalidRequest, u"The address of %1 is not a valid URL."_s.arg(end.server));
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return error(ErrorKind::Internal, u"The request to %1 could not be made: %2."_s.arg(end.server, reason(end)));
    default: break;
    }
    return end.headComplete ? cutError(end) : noAnswerError(end);
}

} // namespace assay
