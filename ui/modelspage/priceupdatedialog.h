// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/modelspage/modelsservice.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QTableWidget;

namespace assay {

class KeycapButton;
class PlainLabel;

/// Reads a newer price list, shows what it would change, and takes it if the person says so.
class PriceUpdateDialog : public QDialog
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives the dialog.
    explicit PriceUpdateDialog(ModelsService* service, QWidget* parent = nullptr);

Q_SIGNALS:
    void taken(const QString& sentence);

private:
    void makeLayout();
    void read();
    void chooseFile();
    bool endReading();
    void onRead(const PriceRefresh& refresh);
    void onFailed(const Error& error);
    void fill(const RefreshPlan& plan);
    void take();
    void say(const QString& text, bool problem);

    ModelsService* m_service;
    QComboBox* m_source;
    KeycapButton* m_read;
    PlainLabel* m_summary;
    QTableWidget* m_changes;
    QCheckBox* m_held;
    KeycapButton* m_take;
    bool m_waiting = false;
};

} // namespace assay
