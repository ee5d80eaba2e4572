// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "ui/compare/lineup.h"

#include <QWidget>

namespace assay {

class KeyPanel;
class ProviderList;
class ProviderService;
class ProviderTests;

/// Settings, section Providers and keys: a new key on top, the known providers below.
class ProvidersPage : public QWidget
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives the page.
    explicit ProvidersPage(ProviderService* service, QWidget* parent = nullptr);

Q_SIGNALS:
    void laneWanted(const assay::ModelChoice& model);

private:
    void addByAddress(const QString& address);
    void onAdded(const Endpoint& endpoint);

    ProviderService* m_service;
    ProviderTests* m_tests;
    KeyPanel* m_keys;
    ProviderList* m_list;
};

} // namespace assay
