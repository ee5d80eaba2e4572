// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyservice.h"

#include <QTimeZone>

namespace assay {

using namespace Qt::StringLiterals;

/// Answers at once from a list.
class ListedHistory final : public HistoryService
{
public:
    QList<RunRecord> runs;
    QDateTime today = QDateTime(QDate(2026, 9, 23), QTime(12, 0), QTimeZone::UTC);
    RunQuestion asked;
    QString deleted;
    MarkChange marked;
    QList<SmartFolder> saved;
    QList<RunReplay> replays;
    QString sentAgain;
    std::optional<int> sentLane;

    QDateTime now() const override { return today; }
    void find(const RunQuestion& question) override
    {
        asked = question;
        HistoryPageOfRuns page{.question = question, .runs = {}, .count = 0, .isMore = false, .milliseconds = 1};
        for (const auto& run : std::as_const(runs)) {
            const auto places = matchesIn(run.prompt, question.terms);
            if (!question.terms.isEmpty() && places.isEmpty())
                continue;
            FoundRun found;
            found.run.id = run.id;
            found.run.startedAt = run.startedAt;
            found.run.prompt = run.prompt;
            for (const auto& lane : run.lanes) {
                found.run.models.append(lane.model.toString());
                found.run.states.append(lane.state);
            }
            found.snippet = question.terms.isEmpty() ? QString() : run.prompt;
            found.matches = places;
            page.runs.append(found);
        }
        page.count = page.runs.size();
        Q_EMIT this->found(page);
    }
    void open(const QString& runId) override
    {
        for (const auto& run : std::as_const(runs)) {
            if (run.id == runId)
                Q_EMIT opened({.run = run, .marks = {}, .votes = {}, .replays = replays});
        }
    }
    void count() override { Q_EMIT counted({}); }
    void mark(const QString&, const MarkChange& change) override { marked = change; }
    void deleteContent(const QString& runId) override { deleted = runId; }
    void exportRuns(const QStringList&, const QString&) override { }
    QList<ReplayPreview> previewReplay(const OpenedRun& run, std::optional<int> lane) override
    {
        QList<ReplayPreview> out;
        for (const auto& each : run.run.lanes) {
            if (!lane || *lane == each.index)
                out.append({.lane = each.index, .model = each.model.toString(), .isRepeated = true, .isExact = true});
        }
        return out;
    }
    void replay(const OpenedRun& run, std::optional<int> lane) override
    {
        sentAgain = run.run.id;
        sentLane = lane;
    }
    void fork(const OpenedRun& run, std::optional<int> lane) override
    {
        Q_EMIT forked({.thread = {run.run}, .run = run.run.id, .lane = lane, .notes = {}});
    }
    QList<SmartFolder> folders() const override { return saved; }
    void setFolders(const QList<SmartFolder>& folders) override { saved = folders; }
};

} // namespace assay
