// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewayservice.h"

#include "app/ledgerguard.h"
#include "core/net/choosingtransport.h"
#include "core/support/logging.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QList<std::pair<BudgetPeriod, Money>> limitsOf(const VirtualKey& key)
{
    QList<std::pair<BudgetPeriod, Money>> out;
    if (key.dayLimit)
        out.append({BudgetPeriod::Day, *key.dayLimit});
    if (key.weekLimit)
        out.append({BudgetPeriod::Week, *key.weekLimit});
    if (key.monthLimit)
        out.append({BudgetPeriod::Month, *key.monthLimit});
    return out;
}

constexpr std::chrono::milliseconds kKeysFresh{500};

} // namespace

LedgerKeyStore::LedgerKeyStore(Composition& services, std::unique_ptr<VirtualKeyTable> table)
    : m_history(services.history())
    , m_clock(services.sharedClock())
    , m_table(std::move(table))
    , m_recent(services.reader(), m_clock, [this] { return m_table->keys(); }, kKeysFresh)
{
}

Result<std::shared_ptr<LedgerKeyStore>> LedgerKeyStore::open(Composition& services)
{
    auto table = VirtualKeyTable::open(services.history().path());
    if (!table)
        return std::unexpected(table.error());
    return std::shared_ptr<LedgerKeyStore>(new LedgerKeyStore(services, *std::move(table)));
}

Result<QList<VirtualKey>> LedgerKeyStore::recentKeys() const
{
    return m_recent.get();
}

Result<QList<VirtualKey>> LedgerKeyStore::keys() const
{
    return m_table->keys();
}

/// Its limits are budgets, so that the worst case of a call is reserved before it is sent, in all processes together.
Result<void> LedgerKeyStore::add(const VirtualKey& key)
{
    if (const auto added = m_table->add(key); !added)
        return added;
    m_recent.forget();
    for (const auto& [period, limit] : limitsOf(key)) {
        Budget budget;
        budget.scope = BudgetScope::Key;
        budget.subject = key.id;
        budget.period = period;
        budget.amount = limit;
        if (const auto set = m_history.setBudget(budget).result(); !set) {
            Q_UNUSED(remove(key.id))
            return std::unexpected(set.error());
        }
    }
    return {};
}

Result<void> LedgerKeyStore::setDisabled(const QString& id, bool disabled)
{
    const auto done = m_table->setDisabled(id, disabled);
    m_recent.forget();
    return done;
}

Result<void> LedgerKeyStore::remove(const QString& id)
{
    for (const auto period : {BudgetPeriod::Day, BudgetPeriod::Week, BudgetPeriod::Month}) {
        const auto gone = m_history.removeBudget(budgetId(BudgetScope::Key, id, period)).result();
        if (!gone)
            return std::unexpected(gone.error());
    }
    const auto done = m_table->remove(id, m_clock->now());
    m_recent.forget();
    return done;
}

/// Of all keys by their ids; those that spent nothing are absent.
Result<QHash<QString, KeySpend>> LedgerKeyStore::allSpend(const QDateTime& at) const
{
    const QDate day = at.toUTC().date();
    QHash<QString, KeySpend> out;
    const std::pair<QDate, Money KeySpend::*> periods[] = {{day, &KeySpend::day},
        {day.addDays(1 - day.dayOfWeek()), &KeySpend::week}, {QDate(day.year(), day.month(), 1), &KeySpend::month}};
    for (const auto& [from, period] : periods) {
        SpendQuery query;
        query.from = from;
        query.to = day.addDays(1);
        const auto rows = m_history.spend(query, SpendGrouping::Key);
        if (!rows)
            return std::unexpected(rows.error());
        for (const auto& row : *rows)
            out[row.key].*period = row.total.known;
    }
    return out;
}

Result<KeySpend> LedgerKeyStore::spend(const QString& id, const QDateTime& at) const
{
    const auto all = allSpend(at);
    if (!all)
        return std::unexpected(all.error());
    return all->value(id);
}

Result<QList<UsedKey>> LedgerKeyStore::used(const QDateTime& at) const
{
    const auto keys = m_table->keys();
    const auto lastUsed = m_table->lastUsed();
    const auto spend = allSpend(at);
    if (!keys)
        return std::unexpected(keys.error());
    if (!lastUsed)
        return std::unexpected(lastUsed.error());
    if (!spend)
        return std::unexpected(spend.error());
    QList<UsedKey> out;
    for (const auto& key : *keys) {
        const auto when = lastUsed->constFind(key.id);
        out.append({.key = key,
            .spend = spend->value(key.id),
            .lastUsed = when == lastUsed->constEnd() ? std::nullopt : std::optional(*when)});
    }
    return out;
}

void suitMemoryToGateway()
{
#ifdef __GLIBC__
    // A long prompt needs blocks that glibc would otherwise give back to the system after each call, to fault them in
    // again with the next; and one thread's arena would hold what another could use.
    constexpr int kKept = 4 * 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, kKept);
    mallopt(M_TRIM_THRESHOLD, kKept);
    mallopt(M_ARENA_MAX, 2);
#endif
}

void raiseOpenFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

Result<std::unique_ptr<GatewayService>> GatewayService::create(
    Composition& services, std::shared_ptr<LedgerKeyStore> keys)
{
    if (!keys) {
        auto opened = LedgerKeyStore::open(services);
        if (!opened)
            return std::unexpected(opened.error());
        keys = *std::move(opened);
    }
    std::unique_ptr<GatewayService> out(new GatewayService);
    out->m_keys = std::move(keys);
    out->m_routes = std::make_shared<GatewayRoutes>(services);
    out->m_evidence = std::make_unique<EvidenceWatch>(services);
    out->m_modelLists = std::make_unique<ModelListWatch>(services);
    auto* history = &services.history();
    out->m_server = std::make_unique<GatewayServer>(GatewayServices{
        .makeTransport = [] { return std::make_unique<ChoosingTransport>(); },
        .dialects = services.sharedDialects(),
        .secrets = services.sharedSecrets(),
        .clock = services.sharedClock(),
        .prices = [&services] { return services.sharedPrices(); },
        .memory = services.sharedRouteMemory(),
        .timeouts = {},
        .guard = std::make_shared<LedgerGuard>(services.history()),
        .hasBudgets =
            [&services] {
                const auto budgets = services.recentBudgets();
                return !budgets || !budgets->isEmpty(); // it is asked for where that cannot be found out
            },
        .routes = out->m_routes,
        .keys = out->m_keys,
        .record =
            [history, listener = out->m_listener](RunRecord&& run) {
                if (*listener)
                    (*listener)(run);
                history->note(std::move(run));
            },
        .generation = [history](const QString& id) { return history->run(id); },
        .limits = {},
    });
    return out;
}

} // namespace assay
