// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curlhandle.h"

#include "core/net/requestcheck.h"
#include "core/support/ascii.h"

#include <curl/curl.h>

#include <new>
#include <utility>

namespace assay {

namespace {

CurlHandle* handleOf(void* user)
{
    return static_cast<CurlHandle*>(user);
}

int onConnectionStands(void* user, char* /*peer*/, char* /*local*/, int /*peerPort*/, int /*localPort*/)
{
    const auto flow = handleOf(user)->sink()->connectionStands();
    return flow == TransferSink::Flow::Go ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

size_t onBodyWanted(char* buffer, size_t size, size_t count, void* user)
{
    return handleOf(user)->sink()->bodyWanted(std::span(buffer, size * count));
}

size_t onHeadLine(char* text, size_t size, size_t count, void* user)
{
    const size_t length = size * count;
    const auto flow = handleOf(user)->sink()->headLine(QByteArrayView(text, static_cast<qsizetype>(length)));
    return flow == TransferSink::Flow::Go ? length : CURL_WRITEFUNC_ERROR;
}

size_t onBodyCame(char* bytes, size_t size, size_t count, void* user)
{
    const size_t length = size * count;
    switch (handleOf(user)->sink()->bodyCame(QByteArrayView(bytes, static_cast<qsizetype>(length)))) {
    case TransferSink::Flow::Go: return length;
    case TransferSink::Flow::Pause: return CURL_WRITEFUNC_PAUSE;
    case TransferSink::Flow::Stop: break;
    }
    return CURL_WRITEFUNC_ERROR;
}

template <class T> void set(CURL* easy, CURLoption option, T value)
{
    curl_easy_setopt(easy, option, value);
}

curl_slist* appended(curl_slist* list, const char* line)
{
    curl_slist* longer = curl_slist_append(list, line);
    return longer ? longer : list;
}

/// `Name: value`, or `Name;` for one without a value. Zero-terminated; on the secret heap, as it may hold a key.
SecretBytes headerLine(const HttpHeader& header)
{
    const QByteArrayView value = QByteArrayView(header.value).trimmed();
    SecretBytes line(header.name.begin(), header.name.end());
    line.reserve(static_cast<size_t>(header.name.size() + value.size()) + 3);
    const QByteArrayView separator = value.isEmpty() ? QByteArrayView(";") : QByteArrayView(": ");
    line.insert(line.end(), separator.begin(), separator.end());
    line.insert(line.end(), value.begin(), value.end());
    line.push_back('\0');
    return line;
}

curl_off_t microseconds(CURL* easy, CURLINFO info)
{
    curl_off_t value = 0;
    curl_easy_getinfo(easy, info, &value);
    return value;
}

long number(CURL* easy, CURLINFO info)
{
    long value = 0;
    curl_easy_getinfo(easy, info, &value);
    return value;
}

} // namespace

CurlHandle::CurlHandle(const TransportOptions& options, SocketCloser closer)
    : m_easy(curl_easy_init())
{
    static_assert(std::tuple_size_v<decltype(m_words)> >= CURL_ERROR_SIZE);
    if (!m_easy)
        throw std::bad_alloc(); // as any other allocation that fails
    setConstants(options);
    set(m_easy, CURLOPT_CLOSESOCKETFUNCTION, closer.close);
    set(m_easy, CURLOPT_CLOSESOCKETDATA, closer.user);
}

CurlHandle::~CurlHandle()
{
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headers);
}

void CurlHandle::setConstants(const TransportOptions& options)
{
    set(m_easy, CURLOPT_NOSIGNAL, 1L);
    // Else removing a handle waits for the system's resolver, and a dead name server would stop all lanes on a cancel.
    set(m_easy, CURLOPT_QUICK_EXIT, 1L);
    set(m_easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(m_easy, CURLOPT_FOLLOWLOCATION, 0L); // keys and prompts would go to wherever the answer points
    // HTTP/1.1 gives each call a connection to itself. On HTTP/2 all panes would share one, and a single reset or
    // GOAWAY would end them all; without sharing it brings nothing, and its refused streams are re-sent behind our
    // back.
    set(m_easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(m_easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(m_easy, CURLOPT_PATH_AS_IS, 1L); // a signed path must leave as it was signed
    set(m_easy, CURLOPT_MAXAGE_CONN, static_cast<long>(options.idleConnectionAge.count()));
    set(m_easy, CURLOPT_TCP_NODELAY, 1L);
    set(m_easy, CURLOPT_TCP_KEEPALIVE, 1L); // finds a peer that is gone while a model thinks for minutes
    set(m_easy, CURLOPT_TCP_KEEPIDLE, 30L);
    set(m_easy, CURLOPT_TCP_KEEPINTVL, 15L);
    set(m_easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(m_easy, CURLOPT_ERRORBUFFER, m_words.data());
    set(m_easy, CURLOPT_PRIVATE, static_cast<void*>(this));
    set(m_easy, CURLOPT_PREREQFUNCTION, &onConnectionStands);
    set(m_easy, CURLOPT_PREREQDATA, static_cast<void*>(this));
    // The body comes from a callback that cannot be rewound. Given as POSTFIELDS, libcurl would send it a second time
    // when a reused connection dies before its answer: a second bill.
    set(m_easy, CURLOPT_READFUNCTION, &onBodyWanted);
    set(m_easy, CURLOPT_READDATA, static_cast<void*>(this));
    set(m_easy, CURLOPT_HEADERFUNCTION, &onHeadLine);
    set(m_easy, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(m_easy, CURLOPT_WRITEFUNCTION, &onBodyCame);
    set(m_easy, CURLOPT_WRITEDATA, static_cast<void*>(this));
    if (!options.caFile.isEmpty())
        set(m_easy, CURLOPT_CAINFO, options.caFile.constData());
    if (!options.caFolder.isEmpty())
        set(m_easy, CURLOPT_CAPATH, options.caFolder.constData());
}

void CurlHandle::setUrl(const QUrl& url)
{
    if (url == m_url) // most calls go where the last one went
        return;
    m_url = url;
    set(m_easy, CURLOPT_URL, url.toEncoded(QUrl::RemoveFragment).constData());
    // Empty: no proxy, whatever the environment says. Null: as the environment says.
    set(m_easy, CURLOPT_PROXY, isLoopback(url) ? "" : static_cast<const char*>(nullptr));
}

/// Every kept handle holds its buffer: 32 of them 2 MB, if each were as large as long prompts need it.
void CurlHandle::setSendRoom(const HttpRequest& request)
{
    constexpr long kSmall = 16L * 1024; // the least that libcurl takes
    constexpr long kLarge = 64L * 1024;
    const long room = request.body.size() < kSmall ? kSmall : kLarge;
    if (std::exchange(m_sendRoom, room) != room)
        set(m_easy, CURLOPT_UPLOAD_BUFFERSIZE, room);
}

void CurlHandle::setMethod(const HttpRequest& request)
{
    const bool plainGet = request.method == "GET" && request.body.isEmpty();
    const bool head = request.method == "HEAD";
    set(m_easy, CURLOPT_CUSTOMREQUEST, static_cast<char*>(nullptr));
    set(m_easy, CURLOPT_NOBODY, 0L);
    if (request.method == "POST" || !request.body.isEmpty()) {
        set(m_easy, CURLOPT_POST, 1L);
        set(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else {
        set(m_easy, CURLOPT_HTTPGET, 1L);
    }
    if (head && request.body.isEmpty())
        set(m_easy, CURLOPT_NOBODY, 1L);
    else if (request.method != "POST" && !plainGet)
        set(m_easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

void CurlHandle::setHeaders(const HttpRequest& request)
{
    bool namesEncoding = false;
    bool namesType = false;
    curl_slist* list = appended(nullptr, "Expect:"); // waiting for "100 Continue" costs a round trip
    for (const auto& header : request.headers) {
        if (isFramingHeader(header.name))
            continue;
        namesEncoding = namesEncoding || isSameWord(header.name, "accept-encoding");
        namesType = namesType || isSameWord(header.name, "content-type");
        list = appended(list, headerLine(header).data());
    }
    if (!namesEncoding)
        list = appended(list, "Accept-Encoding: identity"); // no compressed bombs, and bytes arrive when they were sent
    if (!namesType)
        list = appended(list, "Content-Type:"); // else libcurl calls the body a form
    set(m_easy, CURLOPT_HTTPHEADER, list);
    curl_slist_free_all(m_headers);
    m_headers = list;
}

void CurlHandle::prepare(const HttpRequest& request, const Timeouts& timeouts, TransferSink& sink)
{
    m_sink = &sink;
    m_words.front() = '\0';
    setUrl(request.url);
    // Our own timer ends the call; libcurl must know the limit too, to leave time for the next address of a name.
    using namespace std::chrono_literals;
    const auto connect = timeouts.connect > 0ms ? timeouts.connect : std::chrono::milliseconds(24h);
    set(m_easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
    setSendRoom(request);
    setMethod(request);
    setHeaders(request);
}

void CurlHandle::release()
{
    m_sink = nullptr;
    set(m_easy, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    curl_slist_free_all(m_headers);
    m_headers = nullptr;
}

void CurlHandle::pause()
{
    curl_easy_pause(m_easy, CURLPAUSE_RECV);
}

void CurlHandle::resume()
{
    curl_easy_pause(m_easy, CURLPAUSE_CONT);
}

QString CurlHandle::words() const
{
    return QString::fromUtf8(m_words.data());
}

int CurlHandle::osError() const
{
    return static_cast<int>(number(m_easy, CURLINFO_OS_ERRNO));
}

int CurlHandle::proxyStatus() const
{
    return static_cast<int>(number(m_easy, CURLINFO_HTTP_CONNECTCODE));
}

PhaseTimings CurlHandle::timings(bool connected) const
{
    using std::chrono::microseconds;
    PhaseTimings timings;
    if (connected && number(m_easy, CURLINFO_NUM_CONNECTS) == 0) {
        timings.dns = timings.connect = timings.tls = microseconds(0);
        return timings;
    }
    // libcurl counts all three from the start of the transfer; a stage not reached is 0.
    const curl_off_t dns = assay::microseconds(m_easy, CURLINFO_NAMELOOKUP_TIME_T);
    const curl_off_t tcp = assay::microseconds(m_easy, CURLINFO_CONNECT_TIME_T);
    const curl_off_t tls = assay::microseconds(m_easy, CURLINFO_APPCONNECT_TIME_T);
    if (connected || dns > 0)
        timings.dns = microseconds(dns);
    if (connected || tcp > 0)
        timings.connect = microseconds(std::max<curl_off_t>(tcp - dns, 0));
    if (connected)
        timings.tls = microseconds(tls > 0 ? std::max<curl_off_t>(tls - tcp, 0) : 0);
    return timings;
}

} // namespace assay
