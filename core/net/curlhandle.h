// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/curltransport.h"

#include <array>
#include <span>

struct curl_slist;

namespace assay {

/// Who is told what happens in a transfer, from inside libcurl: an implementation may only take note, never call back
/// into the transport or tell a watcher.
class TransferSink
{
public:
    enum class Flow : std::uint8_t { Go, Pause, Stop };

    virtual ~TransferSink() = default;
    /// A connection is there and the request is about to leave. Stop ends the transfer before that.
    virtual Flow connectionStands() = 0;
    /// Fills the buffer with the next bytes of the request body and says how many.
    virtual size_t bodyWanted(std::span<char> buffer) = 0;
    virtual Flow headLine(QByteArrayView line) = 0;
    /// Pause: the same bytes come again after `CurlHandle::resume()`.
    virtual Flow bodyCame(QByteArrayView bytes) = 0;
};

/// One easy handle of libcurl with everything that must live as long as its transfer. Used for many transfers in turn,
/// because making one and setting its constant options costs more than a short transfer.
class CurlHandle
{
public:
    /// Closes the sockets of connections made by the handle, which may outlive it.
    struct SocketCloser {
        int (*close)(void* user, int socket);
        void* user;
    };

    CurlHandle(const TransportOptions& options, SocketCloser closer);
    ~CurlHandle();
    Q_DISABLE_COPY_MOVE(CurlHandle)

    void prepare(const HttpRequest& request, const Timeouts& timeouts, TransferSink& sink);
    /// Forgets the request; the sink is not called any more.
    void release();

    void pause();
    void resume();

    void* easy() const { return m_easy; }
    TransferSink* sink() const { return m_sink; }
    QString words() const;
    int osError() const;
    int proxyStatus() const;
    /// Durations of name resolution, connection and TLS; zero where a connection was used again or the scheme has no
    /// TLS.
    PhaseTimings timings(bool connected) const;

private:
    void setConstants(const TransportOptions& options);
    void setUrl(const QUrl& url);
    void setSendRoom(const HttpRequest& request);
    void setMethod(const HttpRequest& request);
    void setHeaders(const HttpRequest& request);

    void* m_easy = nullptr;
    curl_slist* m_headers = nullptr;
    QUrl m_url;
    long m_sendRoom = 0; ///< bytes of the buffer for what is sent; 0: not set yet
    TransferSink* m_sink = nullptr;
    std::array<char, 256> m_words{}; // CURL_ERROR_SIZE
};

} // namespace assay
