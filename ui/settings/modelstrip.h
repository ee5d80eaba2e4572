// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"

#include <QWidget>

class QComboBox;

namespace assay {

class KeycapButton;
class PlainLabel;

/// The models of one provider in a row: how many and since when, one of them to add to the line-up, the list to ask for
/// again.
class ModelStrip : public QWidget
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives this.
    explicit ModelStrip(ProviderService* service, QWidget* parent = nullptr);

    void show(const ProviderRow& row);

Q_SIGNALS:
    void laneWanted(const assay::ModelChoice& model);

private:
    void onRefreshed(const QString& endpointId, const QString& failure);
    void update(const QString& failure);

    ProviderService* m_service;
    QString m_endpointId;
    QString m_refreshing; ///< the endpoint that is being asked; empty: none
    ProviderModels m_models;
    bool m_usable = false;

    QComboBox* m_choice;
    KeycapButton* m_add;
    KeycapButton* m_refresh;
    PlainLabel* m_state;
};

} // namespace assay
