// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the transports, and a whole lane, cost beside libcurl itself: CPU time of this process a call, against a small
// server in a child process. The bare loop uses the same multi interface on epoll, with handles made once.

#include "core/net/choosingtransport.h"
#include "core/run/lane.h"
#include "tests/bench/answeringserver.h"
#include "tests/support/lanefixture.h"
#include "tests/support/lanesignals.h"

#include <QCoreApplication>
#include <QFile>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;
using namespace assay::bench;

namespace {

constexpr int kCalls = 1000;
constexpr int kRounds = 40;
const QByteArray kBody = R"({"model":"m","messages":[{"role":"user","content":"Say hello."}]})";
double cpuMicroseconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto micros = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    return micros(usage.ru_utime) + micros(usage.ru_stime);
}

// The bare loop.
class BareLoop
{
public:
    BareLoop(int port, int width)
        : m_url("http://127.0.0.1:" + std::to_string(port) + "/v1/chat/completions")
    {
        curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, 128L);
        curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &BareLoop::onSocket);
        curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &BareLoop::onTimer);
        curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
        m_headers = curl_slist_append(m_headers, "Content-Type: application/json");
        m_headers = curl_slist_append(m_headers, "Authorization: Bearer none");
        m_headers = curl_slist_append(m_headers, "Expect:");
        m_slots.resize(static_cast<size_t>(width));
        for (auto& slot : m_slots)
            prepare(slot);
    }

    ~BareLoop()
    {
        for (auto& slot : m_slots)
            curl_easy_cleanup(slot.easy);
        curl_multi_cleanup(m_multi);
        curl_slist_free_all(m_headers);
        close(m_poll);
    }
    Q_DISABLE_COPY_MOVE(BareLoop)

    void run(int calls)
    {
        m_left = calls;
        m_done = 0;
        for (auto& slot : m_slots)
            begin(slot);
        std::array<epoll_event, 64> events;
        while (m_done < calls) {
            const int count = epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), m_wait);
            int running = 0;
            if (count == 0) {
                m_wait = -1;
                curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
            }
            for (int i = 0; i < count; ++i) {
                const auto& event = events[static_cast<size_t>(i)];
                const int what = ((event.events & EPOLLIN) ? CURL_CSELECT_IN : 0)
                    | ((event.events & EPOLLOUT) ? CURL_CSELECT_OUT : 0);
                curl_multi_socket_action(m_multi, event.data.fd, what, &running);
            }
            collect();
        }
    }

private:
    struct Slot {
        CURL* easy = nullptr;
        qsizetype sent = 0;
        std::string answer;
    };

    void prepare(Slot& slot)
    {
        slot.easy = curl_easy_init();
        curl_easy_setopt(slot.easy, CURLOPT_URL, m_url.c_str());
        curl_easy_setopt(slot.easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(slot.easy, CURLOPT_PROXY, "");
        curl_easy_setopt(slot.easy, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(slot.easy, CURLOPT_POST, 1L);
        curl_easy_setopt(slot.easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(kBody.size()));
        curl_easy_setopt(slot.easy, CURLOPT_READFUNCTION, &BareLoop::onRead);
        curl_easy_setopt(slot.easy, CURLOPT_READDATA, &slot);
        curl_easy_setopt(slot.easy, CURLOPT_WRITEFUNCTION, &BareLoop::onWrite);
        curl_easy_setopt(slot.easy, CURLOPT_WRITEDATA, &slot);
        curl_easy_setopt(slot.easy, CURLOPT_PRIVATE, &slot);
    }

    void begin(Slot& slot)
    {
        if (m_left == 0)
            return;
        --m_left;
        slot.sent = 0;
        slot.answer.clear();
        curl_multi_add_handle(m_multi, slot.easy);
    }

    void collect()
    {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
            Slot* slot = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
            if (message->data.result != CURLE_OK || slot->answer.empty())
                std::printf("a bare call failed\n");
            curl_multi_remove_handle(m_multi, slot->easy);
            ++m_done;
            begin(*slot);
        }
    }

    static size_t onRead(char* buffer, size_t size, size_t count, void* user)
    {
        auto* slot = static_cast<Slot*>(user);
        const auto bytes = std::min(static_cast<qsizetype>(size * count), kBody.size() - slot->sent);
        std::memcpy(buffer, kBody.constData() + slot->sent, static_cast<size_t>(bytes));
        slot->sent += bytes;
        return static_cast<size_t>(bytes);
    }
    static size_t onWrite(char* bytes, size_t size, size_t count, void* user)
    {
        static_cast<Slot*>(user)->answer.append(bytes, size * count);
        return size * count;
    }
    static int onTimer(CURLM* /*multi*/, long milliseconds, void* self)
    {
        static_cast<BareLoop*>(self)->m_wait = static_cast<int>(milliseconds);
        return 0;
    }
    static int onSocket(CURL* /*easy*/, curl_socket_t socket, int what, void* self, void* known)
    {
        auto* loop = static_cast<BareLoop*>(self);
        if (what == CURL_POLL_REMOVE) {
            epoll_ctl(loop->m_poll, EPOLL_CTL_DEL, socket, nullptr);
            return 0;
        }
        epoll_event event{};
        event.events = ((what & CURL_POLL_IN) ? EPOLLIN : 0U) | ((what & CURL_POLL_OUT) ? EPOLLOUT : 0U);
        event.data.fd = socket;
        epoll_ctl(loop->m_poll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
        curl_multi_assign(loop->m_multi, socket, loop);
        return 0;
    }

    std::string m_url;
    CURLM* m_multi = curl_multi_init();
    int m_poll = epoll_create1(0);
    curl_slist* m_headers = nullptr;
    std::vector<Slot> m_slots;
    int m_left = 0;
    int m_done = 0;
    int m_wait = -1;
};

// The same calls through a transport.
template <class Transport> class TransportLoop
{
public:
    TransportLoop(int port, int width)
        : m_width(width)
    {
        m_request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/v1/chat/completions").arg(port));
        m_request.headers = {HttpHeader{.name = "Content-Type", .value = "application/json"},
            HttpHeader{.name = "Authorization", .value = "Bearer none", .secret = true}};
        m_request.body = kBody;
    }

    void run(int calls)
    {
        m_left = calls;
        m_done = 0;
        for (int i = 0; i < m_width; ++i)
            begin();
        while (m_done < calls)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

private:
    void begin()
    {
        if (m_left == 0)
            return;
        --m_left;
        new One(*this);
    }

    // Deletes itself when it is over.
    class One final : public HttpCallWatcher
    {
    public:
        explicit One(TransportLoop& loop)
            : m_loop(loop)
            , m_call(loop.m_transport.start(loop.m_request, {}, *this))
        {
        }
        void callHead(const HttpHead& head) override
        {
            if (head.status != 200)
                std::printf("status %d\n", head.status);
        }
        void callBytes(const QByteArray& bytes) override { m_body.append(bytes); }
        void callClosed(const HttpOutcome& outcome) override
        {
            if (outcome.error || m_body.isEmpty())
                std::printf("a call failed\n");
            auto& loop = m_loop;
            ++loop.m_done;
            delete this;
            loop.begin();
        }

    private:
        TransportLoop& m_loop;
        QByteArray m_body;
        std::unique_ptr<HttpCall> m_call;
    };

    Transport m_transport;
    HttpRequest m_request;
    int m_width;
    int m_left = 0;
    int m_done = 0;
};

// The same calls as lanes: key, request built from values, answer decoded, timed and priced into a record.
class LaneLoop : public QObject
{
public:
    LaneLoop(int port, int width)
        : m_spec(testing::laneSpec({testing::chatEndpoint(QStringLiteral("bench"), static_cast<quint16>(port))}))
        , m_width(width)
    {
        m_spec.request.stream = false;
    }

    void run(int calls)
    {
        m_left = calls;
        m_done = 0;
        for (int i = 0; i < m_width; ++i)
            begin();
        while (m_done < calls)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

private:
    void begin()
    {
        if (m_left == 0)
            return;
        --m_left;
        auto* told = new testing::LaneSignals(this);
        auto* lane = new Lane({.transport = m_transport,
                                  .dialects = m_dialects,
                                  .secrets = m_secrets,
                                  .clock = m_clock,
                                  .alarms = m_alarms,
                                  .prices = m_prices},
            {}, *told);
        connect(told, &testing::LaneSignals::finished, this, [this, lane, told](const LaneRecord& record) {
            if (record.state != LaneState::Complete || !record.cost.amount)
                std::printf("a lane failed: %s\n", qPrintable(record.error.value_or(Error()).detail));
            ++m_done;
            delete lane;
            told->deleteLater();
            begin();
        });
        lane->start(m_spec);
    }

    ChoosingTransport m_transport; // as the program has it
    DialectRegistry m_dialects;
    testing::FixedSecrets m_secrets;
    SystemClock m_clock;
    LaneAlarms m_alarms;
    std::shared_ptr<const PriceBook> m_prices = std::make_shared<testing::FlatPrices>();
    LaneSpec m_spec;
    int m_width;
    int m_left = 0;
    int m_done = 0;
};

struct Cost {
    double cpu = 0; // µs a call
    double wall = 0;
};

template <class Loop> Cost measure(Loop& loop)
{
    const double cpu = cpuMicroseconds();
    const auto start = std::chrono::steady_clock::now();
    loop.run(kCalls);
    const std::chrono::duration<double, std::micro> wall = std::chrono::steady_clock::now() - start;
    return {(cpuMicroseconds() - cpu) / kCalls, wall.count() / kCalls};
}

void compare(int port, int width)
{
    BareLoop bare(port, width);
    TransportLoop<CurlTransport> transport(port, width);
    TransportLoop<LocalTransport> local(port, width);
    LaneLoop lanes(port, width);
    bare.run(kCalls);
    transport.run(kCalls);
    local.run(kCalls);
    lanes.run(kCalls);
    // In turns, and the best of each: what disturbs one round does not decide.
    Cost least{1e9, 1e9};
    Cost overCurl{1e9, 1e9};
    Cost ours{1e9, 1e9};
    Cost whole{1e9, 1e9};
    for (int round = 0; round < kRounds; ++round) {
        const Cost a = measure(bare);
        const Cost b = measure(transport);
        const Cost c = measure(local);
        const Cost d = measure(lanes);
        least = {std::min(least.cpu, a.cpu), std::min(least.wall, a.wall)};
        overCurl = {std::min(overCurl.cpu, b.cpu), std::min(overCurl.wall, b.wall)};
        ours = {std::min(ours.cpu, c.cpu), std::min(ours.wall, c.wall)};
        whole = {std::min(whole.cpu, d.cpu), std::min(whole.wall, d.wall)};
    }
    std::printf(
        "%2d in flight: libcurl %.1f us CPU; transport over it %.1f us, ratio %.2f; local transport %.1f us, ratio "
        "%.2f; lane over that %.1f us, ratio %.2f (goal 2)\n",
        width, least.cpu, overCurl.cpu, overCurl.cpu / least.cpu, ours.cpu, ours.cpu / least.cpu, whole.cpu,
        whole.cpu / least.cpu);
}

} // namespace

int main(int argc, char** argv)
{
    const Server server = startServer(); // before any thread
    int status = 0;
    {
        const QCoreApplication app(argc, argv);
        curl_global_init(CURL_GLOBAL_DEFAULT);
        std::printf("%d calls a round, best of %d rounds, figures a call\n", kCalls, kRounds);
        for (const int width : {1, 64})
            compare(server.port, width);
    }
    kill(server.process, SIGKILL);
    waitpid(server.process, &status, 0);
    return 0;
}
