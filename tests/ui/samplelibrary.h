// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparelibrary.h"

#include <QTimeZone>

namespace assay {

/// A library in memory, with a prompt of two versions, a system prompt, a line-up and a conversation.
class SampleLibrary final : public CompareLibrary
{
public:
    SampleLibrary()
    {
        const QDateTime day(QDate(2026, 11, 24), QTime(9, 30), QTimeZone::UTC);
        m_versions = {{.version = 1, .text = QStringLiteral("Explain VAT in two sentences."), .at = day, .runs = 3},
            {.version = 2,
                .text = QStringLiteral("Explain VAT to a new colleague in two sentences."),
                .at = day.addSecs(3600),
                .runs = 1}};
        m_systems = {{.id = QStringLiteral("s1"),
            .name = QStringLiteral("Careful reviewer"),
            .newest = {.version = 4, .text = QStringLiteral("You review with care."), .at = day, .runs = 9}}};
        RunRecord run;
        run.id = QStringLiteral("run");
        run.prompt = QStringLiteral("Write to jo@example.org about the refund.");
        run.place.thread = QStringLiteral("thread");
        LaneRecord lane{.model = {QStringLiteral("provider"), QStringLiteral("model-1")}, .state = LaneState::Complete};
        lane.text = QStringLiteral("# Answer\n\nDear Jo, the refund is on its way.");
        run.lanes = {lane};
        m_runs = {run};
    }

    QFuture<Result<QList<Vote>>> votes() override { return now<QList<Vote>>({}); }
    QFuture<Result<void>> addVote(const Vote&) override { return done(); }
    QFuture<Result<void>> withdrawVote(const QString&) override { return done(); }
    QFuture<Result<QList<ThreadSummary>>> threads(int) override
    {
        return now<QList<ThreadSummary>>({{.thread = QStringLiteral("thread"),
            .firstRun = QStringLiteral("run"),
            .lastRun = QStringLiteral("run"),
            .lastAt = m_versions.first().at,
            .prompt = m_runs.first().prompt,
            .models = {QStringLiteral("provider/model-1")},
            .runs = 1,
            .turns = 1}});
    }
    QFuture<Result<QList<RunRecord>>> thread(const QString&) override { return now(m_runs); }
    QFuture<Result<QList<PromptSummary>>> prompts(int) override
    {
        return now<QList<PromptSummary>>({{.id = QStringLiteral("p1"), .name = {}, .newest = m_versions.last()}});
    }
    QFuture<Result<QList<PromptVersion>>> promptVersions(const QString&) override { return now(m_versions); }
    QFuture<Result<QList<PromptSummary>>> systemPrompts(int) override { return now(m_systems); }
    QFuture<Result<void>> saveSystemPrompt(const QString& name, const QString& text) override
    {
        saved = {name, text};
        return done();
    }
    QList<LineUp> lineUps() const override { return kept; }
    Result<void> saveLineUp(const LineUp& lineUp) override
    {
        kept.append(lineUp);
        return {};
    }
    Result<void> removeLineUp(const QString& name) override
    {
        kept.removeIf([&](const LineUp& lineUp) { return lineUp.name == name; });
        return {};
    }

    QList<LineUp> kept;
    std::pair<QString, QString> saved;

private:
    template <class T> static QFuture<Result<T>> now(const T& value)
    {
        return QtFuture::makeReadyValueFuture(Result<T>(value));
    }
    static QFuture<Result<void>> done() { return QtFuture::makeReadyValueFuture(Result<void>()); }

    QList<PromptVersion> m_versions;
    QList<PromptSummary> m_systems;
    QList<RunRecord> m_runs;
};

} // namespace assay
