// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/domain/vote.h"
#include "ui/text/runexport.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QListWidget;
class QPlainTextEdit;

namespace assay {

class PlainLabel;

/// Writes a conversation to a file. What may be private is found and listed first; each place can be left in.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(QList<RunRecord> runs, QList<Vote> votes, QWidget* parent);

    /// What would be written now.
    QByteArray content() const;

private:
    void makeLayout();
    void listFindings();
    void preview();
    void save();
    ExportOptions options() const;

    QList<RunRecord> m_runs;
    QList<Vote> m_votes;
    QList<PrivateText> m_findings;
    QComboBox* m_format;
    QCheckBox* m_system;
    QCheckBox* m_costs;
    QListWidget* m_list;
    QPlainTextEdit* m_preview;
    PlainLabel* m_problem;
};

} // namespace assay
