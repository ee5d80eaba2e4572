// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/domain/vote.h"
#include "ui/text/textdiff.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QScrollArea;
class QToolButton;

namespace assay {

class DiffStrip;
class DiffText;
class PlainLabel;

/// One answer that can be put on a side of a diff.
struct DiffCandidate {
    int lane = 0; ///< for its colour and letter
    QString letter;
    QString name; ///< "Claude Sonnet 5.5, sample 2"
    QString text;
    std::optional<LaneRecord> record;
    std::optional<Money> atPricesNow{}; ///< of a drift: what its usage costs today
};

/// Two answers beside each other with their differences marked, a strip between them, and what differs in figures.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);

    /// Keeps the chosen sides where they still are among the candidates.
    void setCandidates(const QList<DiffCandidate>& candidates);
    void choose(int left, int right);
    /// The sides are one request asked twice: the panel says all that may have drifted, and there is no vote.
    void setDrift(bool drift);
    void setSettingsVerdict(const QString& words, bool confounded);
    const TextDiff& diff() const { return m_diff; }
    int leftIndex() const;
    int rightIndex() const;
    int currentChange() const { return m_change; }
    void step(int step);

Q_SIGNALS:
    void closed();
    void voted(assay::Verdict verdict);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeBar();
    void makeSides(QHBoxLayout* row);
    QWidget* makePanel();
    void compare();
    void showFigures();
    void showCounts(const DiffCandidate& a, const DiffCandidate& b);
    void clearFigures();
    void addFigures(const QStringList& texts, bool strong);
    void showDriftFigures(const DiffCandidate& a, const DiffCandidate& b);
    void showSpans();
    void linkScroll(DiffText* from, DiffText* to);

    QList<DiffCandidate> m_candidates;
    TextDiff m_diff;
    int m_change = -1;
    bool m_following = false;
    bool m_unitByPerson = false;
    bool m_isDrift = false;
    int m_figureLines = 0;
    QWidget* m_bar;
    QComboBox* m_leftChoice;
    QComboBox* m_rightChoice;
    QButtonGroup* m_units;
    QCheckBox* m_ignoreCase;
    PlainLabel* m_position;
    DiffText* m_left;
    DiffText* m_right;
    DiffStrip* m_strip;
    PlainLabel* m_share;
    PlainLabel* m_counts;
    PlainLabel* m_numbers;
    QGridLayout* m_figures = nullptr;
    PlainLabel* m_settings;
    QScrollArea* m_panel = nullptr;
    QWidget* m_votes = nullptr;
};

} // namespace assay
