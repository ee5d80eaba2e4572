// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/engine.h"
#include "core/run/runcoordinator.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace assay {

class MailedRun;
struct RunMailbox;

/// The part of the engine that lives on its thread.
class EngineWorker : public QObject
{
    Q_OBJECT

public:
    explicit EngineWorker(Engine::Services services);
    ~EngineWorker() override;

    void begin(); ///< on the thread, first
    void end(); ///< on the thread, last: cancels what runs and lets the transport go
    void start(const RunSpec& spec, const std::shared_ptr<RunMailbox>& mailbox);
    void onFinished(const RunRecord& record);
    RunCoordinator* find(const QString& runId) const;
    void setPrices(std::shared_ptr<const PriceBook> prices) { m_services.prices = std::move(prices); }
    HttpTransport& transport() { return *m_transport; }

private:
    void journal();

    Engine::Services m_services;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<LaneAlarms> m_alarms;
    QHash<QString, MailedRun*> m_runs; // children
    QTimer m_journalTimer; // while anything runs
};

} // namespace assay
