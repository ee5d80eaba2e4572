// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowwhatif.h"

#include "app/ledgerreplay.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Enough for steady figures, few enough for an answer within seconds.
constexpr WorldOptions kInvented{.seed = 1, .endpoints = 6, .days = 30, .requests = 200'000};

} // namespace

WindowWhatIf::WindowWhatIf(Composition& services, QObject* parent)
    : WhatIfService(parent)
    , m_services(services)
{
    m_pool.setMaxThreadCount(1);
}

WindowWhatIf::~WindowWhatIf()
{
    ++m_replay;
    ++m_costs;
    m_pool.waitForDone();
}

QDate WindowWhatIf::today() const
{
    return m_services.clock().now().toUTC().date();
}

void WindowWhatIf::withRouter(std::function<void()> work)
{
    m_pool.start([this, work = std::move(work), make = m_services.routesMaker()] {
        const auto routes = make();
        QMetaObject::invokeMethod(
            this,
            [this, routes, work] {
                routes();
                m_services.routes();
                m_pool.start(work);
            },
            Qt::QueuedConnection);
    });
}

WhatIfPolicies WindowWhatIf::policiesOf(WhatIfWorld kind, const WhatIfPeriod& period, int number)
{
    WhatIfPolicies out{.world = kind, .failure = {}, .model = {}};
    SimWorld world;
    if (kind == WhatIfWorld::Invented) {
        world = makeWorld(kInvented);
    } else {
        auto ledger = worldsOf(m_services, {.from = period.from, .to = period.to}, ReplayedCalls::Real, kInvented.seed);
        if (!ledger) {
            out.failure = ledger.error().detail;
            return out;
        }
        auto& most = ledger->worlds.first();
        world = std::move(most.world);
        out.model = most.model;
        out.notes = most.notes + ledger->notes;
        for (const auto& other : std::as_const(ledger->worlds).mid(1))
            out.notes.append(u"%1 (%2 calls) is replayed by `assay route simulate --ledger`."_s.arg(
                other.model, QString::number(other.world.requests.size())));
    }
    out.requests = static_cast<qint64>(world.requests.size());
    out.endpoints = world.endpoints.size();
    for (const auto& policy : comparedPolicies()) {
        if (number != m_replay)
            break; // overtaken
        out.reports.append(replay(world, policy));
    }
    return out;
}

void WindowWhatIf::comparePolicies(WhatIfWorld world, const WhatIfPeriod& period)
{
    withRouter([this, world, period, number = ++m_replay] {
        if (number != m_replay)
            return;
        const auto answer = policiesOf(world, period, number);
        QMetaObject::invokeMethod(
            this,
            [this, number, answer] {
                if (number == m_replay)
                    Q_EMIT policiesCompared(answer);
            },
            Qt::QueuedConnection);
    });
}

WhatIfCost WindowWhatIf::costOf(const WhatIfPeriod& period, const QString& model)
{
    WhatIfCost out{.asked = model, .failure = {}, .model = {}};
    const auto answer = costOn(m_services, {.from = period.from, .to = period.to}, model);
    if (!answer) {
        out.failure = answer.error().detail;
        return out;
    }
    out.model = answer->model;
    out.calls = answer->calls;
    out.actual = answer->actual;
    out.actualUnknown = answer->actualUnknown;
    out.wouldCost = answer->wouldCost;
    out.unknown = answer->unknown;
    out.estimated = answer->estimated;
    return out;
}

void WindowWhatIf::askCosts(const WhatIfPeriod& period, const QStringList& models)
{
    withRouter([this, period, models, number = ++m_costs] {
        for (const auto& model : models) {
            if (number != m_costs)
                return;
            const auto answer = costOf(period, model);
            QMetaObject::invokeMethod(
                this,
                [this, number, answer] {
                    if (number == m_costs)
                        Q_EMIT costed(answer);
                },
                Qt::QueuedConnection);
        }
    });
}

} // namespace assay
