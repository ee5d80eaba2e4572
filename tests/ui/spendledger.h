// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "ui/spend/spendservice.h"

#include <QRandomGenerator>
#include <QTimeZone>
#include <QTimer>

namespace assay::testing {

/// A service over a real ledger that answers in the next turn of the event loop.
class LedgerSpend : public SpendService
{
public:
    LedgerSpend(const HistoryStore& history, QDate today)
        : m_history(history)
        , m_today(today)
    {
    }
    QDate today(const QTimeZone&) const override { return m_today; }
    void askReport(const SpendRequest& request) override
    {
        requests.append(request);
        auto report = readSpendReport(m_history, request);
        if (!report) {
            Q_EMIT failed(report.error().detail);
            return;
        }
        report->imported = imported;
        QTimer::singleShot(0, this, [this, report = *report] { Q_EMIT reportRead(report); });
    }
    void askAnswers(const SpendDrill& drill) override
    {
        drills.append(drill);
        const auto answers = m_history.spendAnswers(drill);
        QTimer::singleShot(0, this, [this, drill, answers] {
            if (answers)
                Q_EMIT answersRead(drill, *answers);
            else
                Q_EMIT failed(answers.error().detail);
        });
    }
    void askRun(const QString& runId) override
    {
        const auto run = m_history.run(runId);
        QTimer::singleShot(0, this, [this, run] {
            if (run)
                Q_EMIT runRead(*run);
        });
    }

    QList<SpendRequest> requests;
    QList<SpendDrill> drills;
    QList<ImportedSpend> imported;

private:
    const HistoryStore& m_history;
    QDate m_today;
};

/// What a model costs, in pico-dollars a token.
struct SeedModel {
    QString provider;
    QString model;
    qint64 input = 0; ///< 0: no price
    qint64 cacheRead = 0;
    qint64 output = 0;
    int weight = 1; ///< calls a day, about
    CostState state = CostState::Computed;
};

inline QList<SeedModel> seedModels()
{
    using namespace Qt::StringLiterals;
    return {{u"openai"_s, u"gpt-6-sol"_s, 2'000'000, 200'000, 8'000'000, 30, CostState::Reported},
        {u"anthropic"_s, u"claude-sonnet-5.5"_s, 3'000'000, 300'000, 15'000'000, 26, CostState::Computed},
        {u"anthropic"_s, u"claude-opus-5.5"_s, 15'000'000, 1'500'000, 75'000'000, 5, CostState::Computed},
        {u"google"_s, u"gemini-3.8-flash"_s, 300'000, 75'000, 2'500'000, 20, CostState::Computed},
        {u"moonshot"_s, u"kimi-k3"_s, 600'000, 150'000, 2'500'000, 2, CostState::Computed},
        {u"mistral"_s, u"medium-3.5"_s, 400'000, 40'000, 2'000'000, 3, CostState::Computed},
        {u"zai"_s, u"glm-5.3"_s, 600'000, 110'000, 2'200'000, 3, CostState::Computed},
        {u"deepseek"_s, u"v4.1-flash"_s, 280'000, 28'000, 420'000, 5, CostState::Computed},
        {u"alibaba"_s, u"qwen3.8-max"_s, 1'200'000, 240'000, 6'000'000, 1, CostState::Estimated},
        {u"lab"_s, u"qwen3.8-27b-ft"_s, 0, 0, 0, 2, CostState::Unknown}};
}

inline void addLine(Cost& cost, const char* name, qint64 units, qint64 rate)
{
    if (units == 0)
        return;
    const Money amount = Money::fromPico(units * rate);
    cost.lines.append({QString::fromLatin1(name), units, Money::fromPico(rate), amount});
    cost.amount = cost.amount.value_or(Money()).plus(amount);
}

inline LaneRecord seedLane(const SeedModel& model, QRandomGenerator& random)
{
    using namespace Qt::StringLiterals;
    LaneRecord lane;
    lane.model = {model.provider, model.model};
    lane.servedBy = model.provider;
    lane.state = random.bounded(24) == 0 ? LaneState::Truncated : LaneState::Complete;
    lane.text
        = u"Let the database decide: a unique key on the event id makes “seen before?” and “remember it” one step."_s;
    const qint64 input = random.bounded(400, 9'000);
    const qint64 cached = random.bounded(3) == 0 ? random.bounded(2'000, 12'000) : 0;
    const qint64 output = random.bounded(120, 1'300);
    lane.usage.set(UsageClass::Input, input);
    if (cached > 0)
        lane.usage.set(UsageClass::CacheRead, cached);
    lane.usage.set(UsageClass::Output, output);
    lane.cost.state = model.state;
    if (model.input > 0) {
        addLine(lane.cost, "input", input, model.input);
        addLine(lane.cost, "cache_read", cached, model.cacheRead);
        addLine(lane.cost, "output", output, model.output);
        lane.cost.priceRevision = u"2026-11-18#2026-08-01"_s;
    }
    AttemptRecord attempt;
    attempt.endpoint = model.provider;
    attempt.model = model.model;
    attempt.requestSent = true;
    attempt.httpStatus = 200;
    attempt.usage = lane.usage;
    attempt.cost = lane.cost;
    if (random.bounded(12) == 0 && lane.cost.amount) {
        AttemptRecord cut = attempt; // cut off in the middle, billed, and asked again
        cut.cost.lines.clear();
        cut.cost.amount = Money::fromPico(lane.cost.amount->pico() / 2);
        lane.attempts.append(cut);
        lane.cost.amount = lane.cost.amount->plus(*cut.cost.amount);
    }
    lane.attempts.append(attempt);
    return lane;
}

/// About half a year of work that ends at `today`: quiet weekends, one busy day, some calls without a price.
inline bool seedLedger(HistoryStore& store, QDate today, int days)
{
    using namespace Qt::StringLiterals;
    QRandomGenerator random(2026);
    QFuture<Result<QString>> last;
    const QStringList projects{
        u"Shop support"_s, u"Shop support"_s, u"Shop support"_s, u"Newsletter"_s, u"Gateway: editor"_s, QString()};
    for (int back = days; back >= 0; --back) {
        const QDate day = today.addDays(-back);
        double scale = day.dayOfWeek() >= 6 ? 0.08 : 0.3 + random.bounded(1.0);
        if (back == 8)
            scale = 3.6;
        for (const auto& model : seedModels()) {
            const int calls = static_cast<int>(model.weight * scale * (0.5 + random.bounded(1.0)) / 1.5);
            for (int i = 0; i < calls; ++i) {
                RunRecord run;
                run.id = newId();
                run.project = projects[random.bounded(static_cast<int>(projects.size()))];
                run.surface = run.project.startsWith(u"Gateway"_s) ? u"gateway"_s : u"compare"_s;
                run.key = run.surface == u"gateway"_s ? u"editor"_s : QString();
                run.tags = random.bounded(5) == 0 ? QStringList{u"tone of voice"_s} : QStringList();
                run.purpose = random.bounded(8) == 0 ? RunPurpose::Judge : RunPurpose::Answer;
                run.startedAt
                    = QDateTime(day, QTime(random.bounded(7, 22), random.bounded(60)), QTimeZone::systemTimeZone())
                          .toUTC();
                run.prompt
                    = u"Our webhook worker sometimes handles the same payment event twice. Give me the smallest safe change."_s;
                run.lanes.append(seedLane(model, random));
                last = store.append(run);
            }
        }
    }
    return last.isValid() && last.result().has_value();
}

} // namespace assay::testing
