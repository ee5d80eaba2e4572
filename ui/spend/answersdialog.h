// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace assay {

class AnswersModel;
class ChartTableModel;
class FlatTable;
class PlainLabel;
class SpendService;

/// The very answers a figure is made of; the chosen one with its text and why it cost what it did.
class AnswersDialog : public QDialog
{
    Q_OBJECT

public:
    AnswersDialog(const QString& title, const SpendDrill& drill, SpendService* service, QWidget* parent = nullptr);

private:
    QWidget* makeList();
    QWidget* makeDetail();
    void ask();
    void onAnswers(const SpendDrill& drill, const QList<SpendAnswer>& answers);
    void choose(int row);
    void showRun(const RunRecord& run);

    SpendDrill m_drill;
    SpendService* m_service;
    AnswersModel* m_model;
    ChartTableModel* m_lines;
    FlatTable* m_table = nullptr;
    QPushButton* m_more = nullptr;
    PlainLabel* m_count = nullptr;
    PlainLabel* m_question = nullptr;
    PlainLabel* m_sentences = nullptr;
    FlatTable* m_lineTable = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QString m_wantedRun;
    int m_wantedLane = 0;
};

} // namespace assay
