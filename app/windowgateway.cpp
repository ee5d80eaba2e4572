// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowgateway.h"

#include "app/windowgatewaycalls.h"
#include "core/history/runfinder.h"
#include "core/support/logging.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr int kShownCalls = 50; // that have ended
constexpr qsizetype kMostFinished = 200; // between two looks
constexpr int kPortsTried = 50;

std::optional<SpendTotal> gatewayToday(const HistoryStore& history, const QDateTime& now)
{
    SpendQuery query;
    query.from = now.toUTC().date();
    query.to = query.from.addDays(1);
    const auto rows = history.spend(query, SpendGrouping::Surface);
    if (!rows)
        return std::nullopt;
    const auto own = std::ranges::find(*rows, u"gateway"_s, &SpendRow::key);
    return own == rows->end() ? SpendTotal() : own->total;
}

} // namespace

WindowGateway::WindowGateway(Composition& services, QObject* parent)
    : GatewayControl(parent)
    , m_services(services)
    , m_settings(readGatewaySettings(services.profile()))
{
    m_status.port = m_settings.port;
    m_status.autostart = m_settings.autostart;
    m_pool.setMaxThreadCount(1);
    m_probes.setMaxThreadCount(1);
    m_look.setInterval(1s);
    connect(&m_look, &QTimer::timeout, this, &WindowGateway::look);
    m_tell.setSingleShot(true);
    m_tell.setInterval(100ms);
    connect(&m_tell, &QTimer::timeout, this, [this] {
        takeFinished();
        Q_EMIT callsChanged();
    });
}

WindowGateway::~WindowGateway()
{
    m_isClosing = true;
    m_probes.waitForDone();
    m_door.reset();
    m_gateway.reset(); // its last calls are still handed to us
    m_pool.waitForDone();
}

void WindowGateway::autostart()
{
    if (m_settings.autostart && m_status.phase == GatewayPhase::Off)
        start();
}

QDateTime WindowGateway::now() const
{
    return m_services.clock().now();
}

void WindowGateway::withService(std::function<void()> then)
{
    if (m_gateway)
        return then();
    if (m_status.phase == GatewayPhase::Starting)
        return; // it is on its way
    stand(GatewayPhase::Starting);
    m_pool.start([this, then = std::move(then), make = m_services.routesMaker()] {
        const auto routes = make();
        const auto keys = LedgerKeyStore::open(m_services);
        QMetaObject::invokeMethod(
            this,
            [this, routes, keys, then] {
                if (m_status.phase != GatewayPhase::Starting)
                    return; // turned off meanwhile
                routes();
                if (!keys)
                    return stand(GatewayPhase::Failed, tr("The gateway could not start: %1").arg(keys.error().detail));
                makeService(*keys);
                then();
            },
            Qt::QueuedConnection);
    });
}

void WindowGateway::makeService(std::shared_ptr<LedgerKeyStore> keys)
{
    raiseOpenFileLimit();
    m_gateway = *GatewayService::create(m_services, std::move(keys)); // fails only for want of keys
    m_gateway->setListener([this](const RunRecord& run) {
        const std::lock_guard guard(m_mutex);
        m_finished.append(withoutTexts(run));
        if (m_finished.size() > kMostFinished)
            m_finished.removeFirst();
    });
    connect(&m_gateway->server(), &GatewayServer::callChanged, this, &WindowGateway::onCall);
    m_gateway->server().watchCalls(m_watches);
    m_door = std::make_unique<GatewayDoor>(m_services.profile(), m_gateway->server(), u"window"_s);
    m_services.keys().keyring().readAhead(m_services.endpoints().list());
}

Result<void> WindowGateway::listenAt(quint16 port)
{
    const auto taken = m_gateway->server().start(port);
    if (!taken)
        return std::unexpected(taken.error());
    m_status.port = *taken;
    if (const auto opened = m_door->open(*taken); !opened)
        qCWarning(lcGateway, "%s", qPrintable(opened.error().detail));
    return {};
}

void WindowGateway::stand(GatewayPhase phase, const QString& failure)
{
    m_status.phase = phase;
    m_status.failure = failure;
    m_status.since = phase == GatewayPhase::On ? now() : QDateTime();
    m_status.autostart = m_settings.autostart;
    if (phase != GatewayPhase::On)
        m_status.port = m_settings.port;
    Q_EMIT statusChanged();
}

void WindowGateway::start()
{
    if (m_status.phase != GatewayPhase::On)
        withService([this] { tryToStand(); });
}

void WindowGateway::tryToStand()
{
    const auto listens = listenAt(m_settings.port);
    if (listens)
        return stand(GatewayPhase::On);
    const bool isPort = listens.error().kind == ErrorKind::Network;
    stand(GatewayPhase::Failed,
        isPort
            ? tr("Port %1 cannot be opened: another program uses it, perhaps “assay serve”. Stop that program, or take "
                 "another port.")
                  .arg(m_settings.port)
            : tr("The gateway could not start: %1").arg(listens.error().detail));
}

void WindowGateway::stop()
{
    if (m_door)
        m_door->close();
    if (m_gateway)
        m_gateway->server().stop();
    for (auto& call : m_calls) {
        if (!isTerminal(call.state))
            call.state = LaneState::Cancelled;
    }
    m_traffic = {};
    m_tell.start();
    stand(GatewayPhase::Off);
    Q_EMIT trafficChanged();
}

void WindowGateway::startNearby()
{
    withService([this] { tryNearby(); });
}

void WindowGateway::tryNearby()
{
    for (int port = m_settings.port + 1; port <= qMin(m_settings.port + kPortsTried, 65'535); ++port) {
        if (!listenAt(static_cast<quint16>(port)))
            continue;
        keep({.port = static_cast<quint16>(port), .autostart = m_settings.autostart});
        return stand(GatewayPhase::On);
    }
    stand(GatewayPhase::Failed, tr("None of the next %1 ports is free. Choose one in the options.").arg(kPortsTried));
}

void WindowGateway::keep(const GatewaySettings& settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    if (const auto written = writeGatewaySettings(m_services.profile(), settings); !written)
        Q_EMIT failed(written.error().detail);
}

void WindowGateway::setPreferences(quint16 port, bool autostart)
{
    const bool moves = port != m_status.port;
    keep({.port = port, .autostart = autostart});
    if (!moves && m_status.phase != GatewayPhase::Failed) {
        m_status.autostart = autostart;
        Q_EMIT statusChanged();
        return;
    }
    const bool wasOff = m_status.phase == GatewayPhase::Off;
    stop();
    if (!wasOff)
        start();
}

QStringList WindowGateway::providers() const
{
    QStringList out{u"sandbox"_s};
    for (const auto& endpoint : m_services.endpoints().list())
        out.append(endpoint.id);
    return out;
}

void WindowGateway::withKeys(std::function<Result<void>(LedgerKeyStore&)> work)
{
    m_pool.start([this, work = std::move(work), at = now()] {
        auto store = LedgerKeyStore::open(m_services);
        const Result<void> done = !store ? std::unexpected(store.error()) : work ? work(**store) : Result<void>();
        Result<QList<UsedKey>> keys = !store ? std::unexpected(store.error()) : (*store)->used(at);
        const auto today = gatewayToday(m_services.history(), at);
        QMetaObject::invokeMethod(
            this,
            [this, done, keys = std::move(keys), today] {
                if (!done || !keys)
                    Q_EMIT failed((done ? keys.error() : done.error()).detail);
                if (today)
                    Q_EMIT todayRead(*today);
                if (!keys)
                    return;
                QList<GatewayKeyRow> rows;
                for (const auto& used : *keys) {
                    m_names.insert(used.key.id, used.key.name);
                    rows.append({.key = used.key, .spend = used.spend, .lastUsed = used.lastUsed});
                }
                for (auto& call : m_calls) {
                    if (call.keyName.isEmpty())
                        call.keyName = nameOf(call.keyId);
                }
                Q_EMIT keysRead(rows);
            },
            Qt::QueuedConnection);
    });
}

void WindowGateway::readKeys()
{
    withKeys({});
}

void WindowGateway::createKey(const VirtualKey& wish)
{
    withKeys([this, wish](LedgerKeyStore& store) -> Result<void> {
        const NewKey made = makeVirtualKey(wish, m_services.clock());
        const auto added = store.add(made.kept);
        QMetaObject::invokeMethod(
            this,
            [this, made, added] {
                if (added)
                    Q_EMIT keyCreated(made.kept, made.secret);
                else
                    Q_EMIT keyRefused(added.error().detail);
            },
            Qt::QueuedConnection);
        return {};
    });
}

void WindowGateway::setKeyDisabled(const QString& id, bool disabled)
{
    withKeys([id, disabled](LedgerKeyStore& store) { return store.setDisabled(id, disabled); });
}

void WindowGateway::removeKey(const QString& id)
{
    withKeys([id](LedgerKeyStore& store) { return store.remove(id); });
}

void WindowGateway::watchCalls(bool wanted)
{
    m_watches = wanted;
    if (m_gateway)
        m_gateway->server().watchCalls(wanted);
    if (!wanted)
        return m_look.stop();
    m_look.start();
    look();
    readCalls();
}

/// What the ledger has: calls from before the page was looked at, and those that `assay serve` took.
void WindowGateway::readCalls()
{
    m_pool.start([this] {
        const HistoryStore& history = m_services.history();
        RunQuestion question;
        question.filter.surface = u"gateway"_s;
        question.limit = kShownCalls;
        const auto found = RunFinder(history).find(question);
        QList<GatewayCallRow> rows;
        for (const auto& hit : found.value_or(QList<FoundRun>())) {
            if (const auto run = history.run(hit.run.id))
                rows.append(callRow(*run));
        }
        QMetaObject::invokeMethod(
            this,
            [this, rows] {
                for (const auto& row : rows)
                    put(row);
                m_tell.start();
            },
            Qt::QueuedConnection);
    });
}

void WindowGateway::onCall(const GatewayCall& call)
{
    put(callRow(call));
    if (!m_tell.isActive())
        m_tell.start();
}

void WindowGateway::takeFinished()
{
    QList<RunRecord> finished;
    {
        const std::lock_guard guard(m_mutex);
        finished.swap(m_finished);
    }
    for (const auto& run : finished)
        put(callRow(run));
}

QString WindowGateway::nameOf(const QString& keyId) const
{
    return m_names.value(keyId);
}

void WindowGateway::put(const GatewayCallRow& row)
{
    const auto known = std::ranges::find(m_calls, row.runId, &GatewayCallRow::runId);
    GatewayCallRow next = known == m_calls.end() ? row : merged(*known, row);
    if (next.keyName.isEmpty())
        next.keyName = nameOf(next.keyId);
    if (known != m_calls.end()) {
        *known = next;
        return;
    }
    const auto place
        = std::ranges::find_if(m_calls, [&](const GatewayCallRow& other) { return other.startedAt <= next.startedAt; });
    m_calls.insert(place, next);
    qsizetype ended = 0;
    m_calls.removeIf([&](const GatewayCallRow& call) { return isTerminal(call.state) && ++ended > kShownCalls; });
}

} // namespace assay
