// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/engine.h"

#include "core/run/engineworker.h"
#include "core/run/mailedrun.h"
#include "core/run/runmailbox.h"
#include "core/support/asfuture.h"
#include "core/support/eventdispatcher.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// With the pause of the ledger's writer after it, less than a second of text is ever only in memory.
constexpr auto kJournalEvery = std::chrono::milliseconds(250);
constexpr qsizetype kFetchCap = 32 * 1024 * 1024;

} // namespace

EngineWorker::EngineWorker(Engine::Services services)
    : m_services(std::move(services))
    , m_journalTimer(this) // a child, so that it moves to the engine's thread
{
    m_journalTimer.setInterval(kJournalEvery);
    connect(&m_journalTimer, &QTimer::timeout, this, &EngineWorker::journal);
}

EngineWorker::~EngineWorker() = default;

void EngineWorker::end()
{
    m_journalTimer.stop();
    const auto runs = m_runs.values();
    for (auto* run : runs)
        run->coordinator().stop();
    m_runs.clear();
    qDeleteAll(runs); // before the transport they use
    m_transport.reset();
    m_alarms.reset();
}

RunCoordinator* EngineWorker::find(const QString& runId) const
{
    auto* run = m_runs.value(runId);
    return run ? &run->coordinator() : nullptr;
}

void EngineWorker::begin()
{
    m_transport = m_services.makeTransport();
    m_alarms = std::make_unique<LaneAlarms>();
}

void EngineWorker::start(const RunSpec& spec, const std::shared_ptr<RunMailbox>& mailbox)
{
    auto* run = new MailedRun({.transport = *m_transport,
                                  .dialects = *m_services.dialects,
                                  .secrets = *m_services.secrets,
                                  .clock = *m_services.clock,
                                  .alarms = *m_alarms,
                                  .prices = m_services.prices,
                                  .memory = m_services.memory.get()},
        m_services.timeouts, *this, mailbox);
    m_runs.insert(spec.id, run);
    if (m_services.journal && !m_journalTimer.isActive())
        m_journalTimer.start();
    run->coordinator().start(spec, m_services.guard);
}

void EngineWorker::onFinished(const RunRecord& record)
{
    if (auto* run = m_runs.take(record.id))
        run->deleteLater();
    if (m_runs.isEmpty())
        m_journalTimer.stop();
    if (m_services.record)
        m_services.record(record);
}

void EngineWorker::journal()
{
    for (const auto* run : std::as_const(m_runs))
        m_services.journal(run->coordinator().soFar());
}

Engine::Engine(Services services)
    : m_worker(new EngineWorker(std::move(services)))
{
    m_thread.setObjectName("engine");
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    useEpoll(m_thread);
    m_thread.start();
    post([](EngineWorker& worker) { worker.begin(); });
}

Engine::~Engine()
{
    // In the event loop and not after it, so that what is deleted later there really is.
    post([](EngineWorker& worker) {
        worker.end();
        worker.thread()->quit();
    });
    m_thread.wait(); // the worker is deleted on its thread, as its last event
}

void Engine::post(std::function<void(EngineWorker&)> task)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, task = std::move(task)] { task(*worker); }, Qt::QueuedConnection);
}

std::unique_ptr<RunHandle> Engine::start(const RunSpec& spec)
{
    auto mailbox = std::make_shared<RunMailbox>();
    std::unique_ptr<RunHandle> handle(new RunHandle(this, spec.id, mailbox));
    mailbox->receiver = handle.get();
    post([spec, mailbox](EngineWorker& worker) { worker.start(spec, mailbox); });
    return handle;
}

void Engine::setPrices(std::shared_ptr<const PriceBook> prices)
{
    post([prices = std::move(prices)](EngineWorker& worker) { worker.setPrices(prices); });
}

namespace {

/// Tells what came of a fetch or, if it goes before that, that it was stopped.
class FetchEnd
{
public:
    explicit FetchEnd(std::function<void(const Engine::Fetched&)> done)
        : m_done(std::move(done))
    {
    }
    ~FetchEnd()
    {
        if (!m_done)
            return;
        Engine::Fetched nothing;
        nothing.outcome.error = fail(ErrorKind::Cancelled, u"Stopped."_s).error();
        tell(nothing);
    }
    Q_DISABLE_COPY_MOVE(FetchEnd)

    void tell(const Engine::Fetched& fetched) { std::exchange(m_done, {})(fetched); }

private:
    std::function<void(const Engine::Fetched&)> m_done;
};

/// Deletes itself when it is over.
class Fetch final : public QObject, private HttpCallWatcher
{
public:
    Fetch(EngineWorker& worker, std::shared_ptr<FetchEnd> end)
        : QObject(&worker)
        , m_end(std::move(end))
    {
    }
    void start(HttpTransport& transport, const HttpRequest& request, const Timeouts& timeouts)
    {
        m_call = transport.start(request, timeouts, *this);
    }

private:
    void callHead(const HttpHead& head) override { m_fetched.head = head; }
    void callBytes(const QByteArray& bytes) override
    {
        auto& body = m_fetched.body;
        body.append(bytes.first(std::min(bytes.size(), kFetchCap - body.size())));
    }
    void callClosed(const HttpOutcome& outcome) override
    {
        m_fetched.outcome = outcome;
        m_end->tell(m_fetched);
        deleteLater();
    }

    std::shared_ptr<FetchEnd> m_end;
    Engine::Fetched m_fetched;
    std::unique_ptr<HttpCall> m_call;
};

} // namespace

void Engine::fetch(const HttpRequest& request, const Timeouts& timeouts, std::function<void(const Fetched&)> done)
{
    post([request, timeouts, end = std::make_shared<FetchEnd>(std::move(done))](
             EngineWorker& worker) { (new Fetch(worker, end))->start(worker.transport(), request, timeouts); });
}

QFuture<Engine::Fetched> Engine::fetch(const HttpRequest& request, const Timeouts& timeouts)
{
    return asFuture<Fetched>([&](auto done) { fetch(request, timeouts, std::move(done)); });
}

} // namespace assay
