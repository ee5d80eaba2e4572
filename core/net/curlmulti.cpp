// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curlmulti.h"

#include "core/net/curlcall.h"
#include "core/net/curlhandle.h"

#include <QPointer>
#include <QTimerEvent>

#include <curl/curl.h>

#include <algorithm>
#include <new>

namespace assay {

namespace {

// Connections kept for later: as many as the widest experiment has in flight, so that none is made anew between two cells.
constexpr long kKeptConnections = 128;
constexpr size_t kKeptHandles = 128;

void initialiseOnce()
{
    // Never undone: libcurl may be in use until the process ends.
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK)
        qFatal("libcurl cannot be initialised: %s", curl_easy_strerror(result));
}

// libcurl itself does not look at these two, though everything else on the machine that uses OpenSSL does.
TransportOptions withTrustOfEnvironment(TransportOptions options)
{
    if (options.caFile.isEmpty())
        options.caFile = qgetenv("SSL_CERT_FILE");
    if (options.caFolder.isEmpty())
        options.caFolder = qgetenv("SSL_CERT_DIR");
    return options;
}

} // namespace

CurlMulti::CurlMulti(TransportOptions options)
    : m_options(withTrustOfEnvironment(std::move(options)))
{
    initialiseOnce();
    m_multi = curl_multi_init();
    if (!m_multi)
        throw std::bad_alloc();
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, kKeptConnections);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocketWanted);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, static_cast<void*>(this));
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimerWanted);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, static_cast<void*>(this));
}

CurlMulti::~CurlMulti()
{
    m_idleHandles.clear();
    curl_multi_cleanup(m_multi);
    // Later, because one of them may be what called us.
    for (const auto& watch : std::as_const(m_watches)) {
        for (auto* notifier : {watch.read, watch.write}) {
            if (notifier) {
                notifier->setEnabled(false);
                notifier->disconnect();
                notifier->deleteLater();
            }
        }
    }
}

void CurlMulti::leave(CurlCall* call)
{
    m_calls.erase(call);
    std::ranges::replace(m_ready, call, static_cast<CurlCall*>(nullptr));
}

void CurlMulti::shutDown()
{
    while (!m_calls.empty())
        (*m_calls.begin())->transportGone();
}

std::unique_ptr<CurlHandle> CurlMulti::takeHandle()
{
    if (m_idleHandles.empty())
        return std::make_unique<CurlHandle>(m_options);
    auto handle = std::move(m_idleHandles.back());
    m_idleHandles.pop_back();
    return handle;
}

bool CurlMulti::run(CurlHandle& handle)
{
    return curl_multi_add_handle(m_multi, handle.easy()) == CURLM_OK;
}

void CurlMulti::giveBack(std::unique_ptr<CurlHandle> handle, HandleState state)
{
    curl_multi_remove_handle(m_multi, handle->easy());
    handle->release();
    if (state == HandleState::Clean && m_idleHandles.size() < kKeptHandles)
        m_idleHandles.push_back(std::move(handle));
}

void CurlMulti::noteSoon(CurlCall* call)
{
    note(call);
    if (!m_wakeTimer.isActive())
        m_wakeTimer.start(0, this);
}

void CurlMulti::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_wakeTimer.timerId()) {
        m_wakeTimer.stop();
        deliver();
        return;
    }
    m_curlTimer.stop();
    act(CURL_SOCKET_TIMEOUT, 0);
}

int CurlMulti::onTimerWanted(void* /*multi*/, long milliseconds, void* self)
{
    auto* multi = static_cast<CurlMulti*>(self);
    if (milliseconds < 0)
        multi->m_curlTimer.stop();
    else
        multi->m_curlTimer.start(std::chrono::milliseconds(milliseconds), Qt::PreciseTimer, multi);
    return 0;
}

int CurlMulti::onSocketWanted(void* /*easy*/, int socket, int what, void* self, void* /*unused*/)
{
    static_cast<CurlMulti*>(self)->watch(socket, what);
    return 0;
}

// A notifier is switched off rather than deleted when libcurl lets go of its socket: the next transfer on the same connection, or the
// next socket of the same number, takes it up again.
void CurlMulti::watch(int socket, int what)
{
    Watch& watch = m_watches[socket];
    const bool none = what == CURL_POLL_REMOVE;
    enable(watch.read, socket, QSocketNotifier::Read, !none && (what & CURL_POLL_IN) != 0);
    enable(watch.write, socket, QSocketNotifier::Write, !none && (what & CURL_POLL_OUT) != 0);
}

void CurlMulti::enable(QSocketNotifier*& notifier, int socket, QSocketNotifier::Type type, bool on)
{
    if (notifier) {
        notifier->setEnabled(on);
        return;
    }
    if (!on)
        return;
    notifier = new QSocketNotifier(socket, type);
    const int events = type == QSocketNotifier::Read ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
    connect(notifier, &QSocketNotifier::activated, this, [this, socket, events] { act(socket, events); });
}

void CurlMulti::act(int socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    collectEnded();
    deliver();
}

void CurlMulti::collectEnded()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        void* handle = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &handle);
        static_cast<CurlCall*>(static_cast<CurlHandle*>(handle)->sink())->transferEnded(code);
    }
}

void CurlMulti::deliver()
{
    const QPointer<CurlMulti> alive(this);
    while (alive && !m_ready.empty()) {
        CurlCall* call = m_ready.front();
        m_ready.pop_front();
        if (call)
            call->deliver();
    }
}

} // namespace assay
