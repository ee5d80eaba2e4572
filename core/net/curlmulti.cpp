// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curlmulti.h"

#include "core/net/curlcall.h"
#include "core/net/curlhandle.h"
#include "core/net/curllibrary.h"
#include "core/support/secretheap.h"

#include <QPointer>
#include <QTimerEvent>

#include <curl/curl.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

#include <unistd.h>

namespace assay {

namespace {

constexpr size_t kKeptHandles = kKeptConnections;

char* duplicated(const char* text)
{
    const size_t size = std::strlen(text) + 1;
    void* copy = secretAllocate(size);
    return static_cast<char*>(copy ? std::memcpy(copy, text, size) : nullptr);
}

void* zeroed(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return nullptr;
    void* block = secretAllocate(count * size);
    return block ? std::memset(block, 0, count * size) : nullptr;
}

void initialiseOnce()
{
    if (!hasCurl())
        qFatal("libcurl is not installed");
    // Never undone: libcurl may be in use until the process ends.
    // libcurl copies headers into lists, requests and send buffers that it gives back as they are. On the secret heap
    // they are overwritten, and left out of core files while they live.
    static const CURLcode result = curl_global_init_mem(
        CURL_GLOBAL_DEFAULT, &secretAllocate, &secretFree, &secretReallocate, &duplicated, &zeroed);
    if (result != CURLE_OK)
        qFatal("libcurl cannot be initialised: %s", curl_easy_strerror(result));
}

} // namespace

CurlMulti::CurlMulti(TransportOptions options)
    : m_options(std::move(options))
{
    initialiseOnce();
    m_multi = curl_multi_init();
    if (!m_multi)
        throw std::bad_alloc();
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(kKeptConnections));
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
        return std::make_unique<CurlHandle>(
            m_options, CurlHandle::SocketCloser{.close = &CurlMulti::onSocketClosing, .user = this});
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

void CurlMulti::wantCheck(TimePoint at)
{
    m_limitTimer.wantNotLaterThan(at);
    m_limitTimer.arm(this);
}

void CurlMulti::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_wakeTimer.timerId()) {
        m_wakeTimer.stop();
        deliverAndArm();
    } else if (m_curlTimer.isTimer(event->timerId())) {
        if (m_curlTimer.isDue(this))
            act(CURL_SOCKET_TIMEOUT, 0);
    } else if (m_limitTimer.isTimer(event->timerId())) {
        if (m_limitTimer.isDue(this))
            checkLimits();
    }
}

void CurlMulti::checkLimits()
{
    const auto now = m_clock.steady();
    for (auto* call : m_calls)
        call->checkLimits(now); // tells nothing yet, so the set stays as it is
    deliverAndArm();
}

int CurlMulti::onTimerWanted(void* /*multi*/, long milliseconds, void* self)
{
    auto* multi = static_cast<CurlMulti*>(self);
    auto& timer = multi->m_curlTimer;
    timer.want(milliseconds < 0 ? TimePoint::max() : multi->m_clock.steady() + std::chrono::milliseconds(milliseconds));
    // What is to be done at once is done by act() itself, or seen to when the watchers have returned.
    if (milliseconds != 0 || !multi->m_acting)
        timer.arm(multi);
    return 0;
}

int CurlMulti::onSocketWanted(void* /*easy*/, int socket, int what, void* self, void* /*unused*/)
{
    static_cast<CurlMulti*>(self)->watch(socket, what);
    return 0;
}

// Switching a notifier wakes the event loop, and a short call would do it twice. So the one for reading stays on
// between the calls of a kept connection; should something come then, `activated()` switches it off.
void CurlMulti::watch(int socket, int what)
{
    Watch& watch = m_watches[socket];
    const bool none = what == CURL_POLL_REMOVE;
    watch.readWanted = !none && (what & CURL_POLL_IN) != 0;
    if (watch.readWanted || (watch.read && !none))
        enable(watch.read, socket, QSocketNotifier::Read, watch.readWanted);
    const bool writeWanted = !none && (what & CURL_POLL_OUT) != 0;
    if (writeWanted || watch.write)
        enable(watch.write, socket, QSocketNotifier::Write, writeWanted);
}

void CurlMulti::enable(QSocketNotifier*& notifier, int socket, QSocketNotifier::Type type, bool on)
{
    if (!notifier) {
        notifier = new QSocketNotifier(socket, type);
        connect(notifier, &QSocketNotifier::activated, this, [this, socket, type] { activated(socket, type); });
    }
    if (notifier->isEnabled() != on)
        notifier->setEnabled(on);
}

void CurlMulti::activated(int socket, QSocketNotifier::Type type)
{
    const auto watch = m_watches.constFind(socket);
    if (type == QSocketNotifier::Read && !watch->readWanted) {
        watch->read->setEnabled(false);
        return;
    }
    act(socket, type == QSocketNotifier::Read ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
}

// The number may come back as another socket: the notifiers stay for it, but must not look at a closed one.
int CurlMulti::onSocketClosing(void* self, int socket)
{
    auto* multi = static_cast<CurlMulti*>(self);
    const auto watch = multi->m_watches.constFind(socket);
    if (watch != multi->m_watches.constEnd()) {
        for (auto* notifier : {watch->read, watch->write}) {
            if (notifier)
                notifier->setEnabled(false);
        }
    }
    return ::close(socket);
}

void CurlMulti::act(int socket, int events)
{
    int running = 0;
    m_acting = true;
    curl_multi_socket_action(m_multi, socket, events, &running);
    collectEnded();
    if (!deliver())
        return;
    // What a watcher started wants to send at once; a turn of the event loop would cost it more than the sending.
    if (m_curlTimer.wanted() <= m_clock.steady()) {
        m_curlTimer.forget();
        m_acting = true;
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
        collectEnded();
        if (!deliver())
            return;
    }
    m_curlTimer.arm(this);
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

bool CurlMulti::deliver()
{
    const QPointer<CurlMulti> alive(this);
    m_acting = true;
    while (alive && !m_ready.empty()) {
        CurlCall* call = m_ready.front();
        m_ready.pop_front();
        if (call)
            call->deliver();
    }
    if (alive)
        m_acting = false;
    return alive;
}

void CurlMulti::deliverAndArm()
{
    if (deliver())
        m_curlTimer.arm(this);
}

} // namespace assay
