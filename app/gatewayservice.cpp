// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewayservice.h"

#include "core/net/curltransport.h"
#include "core/support/logging.h"

using namespace Qt::StringLiterals;

namespace assay {

LedgerKeyStore::LedgerKeyStore(
    HistoryStore& history, std::shared_ptr<const Clock> clock, std::unique_ptr<VirtualKeyTable> table)
    : m_history(history)
    , m_clock(std::move(clock))
    , m_table(std::move(table))
{
}

Result<std::shared_ptr<LedgerKeyStore>> LedgerKeyStore::open(HistoryStore& history, std::shared_ptr<const Clock> clock)
{
    auto table = VirtualKeyTable::open(history.path());
    if (!table)
        return std::unexpected(table.error());
    return std::shared_ptr<LedgerKeyStore>(new LedgerKeyStore(history, std::move(clock), *std::move(table)));
}

Result<QList<VirtualKey>> LedgerKeyStore::keys() const
{
    return m_table->keys();
}

Result<void> LedgerKeyStore::add(const VirtualKey& key)
{
    return m_table->add(key);
}

Result<void> LedgerKeyStore::setDisabled(const QString& id, bool disabled)
{
    return m_table->setDisabled(id, disabled);
}

Result<void> LedgerKeyStore::remove(const QString& id)
{
    return m_table->remove(id, m_clock->now());
}

Result<KeySpend> LedgerKeyStore::spend(const QString& id, const QDateTime& at) const
{
    Q_UNUSED(id)
    Q_UNUSED(at)
    return KeySpend();
}

Result<std::unique_ptr<GatewayService>> GatewayService::create(Composition& services)
{
    auto keys = LedgerKeyStore::open(services.history(), services.sharedClock());
    if (!keys)
        return std::unexpected(keys.error());
    std::unique_ptr<GatewayService> out(new GatewayService);
    out->m_keys = std::move(*keys);
    out->m_routes = std::make_shared<GatewayRoutes>(services);
    auto* history = &services.history();
    out->m_server = std::make_unique<GatewayServer>(GatewayServices{
        .makeTransport = [] { return std::make_unique<CurlTransport>(); },
        .dialects = services.sharedDialects(),
        .secrets = services.sharedSecrets(),
        .clock = services.sharedClock(),
        .prices = services.sharedPrices(),
        .timeouts = {},
        .routes = out->m_routes,
        .keys = out->m_keys,
        .record =
            [history](const RunRecord& run) {
                history->append(run).then([](const Result<QString>& stored) {
                    if (!stored)
                        qCCritical(lcHistory, "a run could not be stored: %s", qPrintable(stored.error().detail));
                });
            },
        .generation = [history](const QString& id) { return history->run(id); },
        .limits = {},
    });
    return out;
}

} // namespace assay
