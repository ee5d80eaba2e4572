// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyservice.h"

#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QSplitter;
class QToolButton;

namespace assay {

class CodeHighlighter;
class PlainLabel;
class RecordedLane;
class ThenNow;

/// One run: what was asked, the lanes side by side, what it cost, tags and note, and what can be done with it.
class RunDetail : public QWidget
{
    Q_OBJECT

public:
    explicit RunDetail(QWidget* parent = nullptr);
    ~RunDetail() override;

    void setRun(const OpenedRun& run, const QString& terms, const QDate& today);
    void clear(const QString& sentence);
    const OpenedRun* run() const { return m_run.get(); }
    /// Shows the answers of then beside those of its replays, where there are any, instead of the lanes.
    void showThenNow(bool shown);

Q_SIGNALS:
    void markWanted(const QString& runId, const assay::MarkChange& change);
    void deleteWanted(const QString& runId);
    void exportWanted(const QString& runId);
    /// Of one lane, or of all.
    void replayWanted(const assay::OpenedRun& run, std::optional<int> lane);
    void forkWanted(const assay::OpenedRun& run, std::optional<int> lane);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    void makeRunButtons(QWidget* head);
    void elideTitle();
    void makeLanes(const QString& terms);
    void updateHead(const QDate& today);
    void stepHit(int step);
    void markHits(const QString& terms);
    void updateHits();
    QString verdictOf(int lane) const;
    QString costText() const;

    std::shared_ptr<CodeHighlighter> m_highlighter;
    std::unique_ptr<OpenedRun> m_run;
    QString m_name; // of the run, whole
    PlainLabel* m_title = nullptr;
    PlainLabel* m_facts = nullptr;
    QPushButton* m_thenNowButton = nullptr;
    QPushButton* m_replay = nullptr;
    QPushButton* m_fork = nullptr;
    QToolButton* m_star = nullptr;
    QToolButton* m_more = nullptr;
    PlainLabel* m_prompt = nullptr;
    QLineEdit* m_tags = nullptr;
    QLineEdit* m_note = nullptr;
    QScrollArea* m_lanesArea = nullptr;
    QSplitter* m_splitter = nullptr;
    ThenNow* m_thenNow = nullptr; // made when first wanted
    QString m_terms;
    QList<RecordedLane*> m_lanes;
    QList<int> m_laneHits;
    int m_hit = -1; // over all lanes
    QWidget* m_hitBar = nullptr;
    PlainLabel* m_hitLabel = nullptr;
    PlainLabel* m_cost = nullptr;
    PlainLabel* m_empty = nullptr;
    QWidget* m_body = nullptr;
};

} // namespace assay
