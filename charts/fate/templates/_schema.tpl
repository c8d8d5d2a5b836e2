{{/*
The tables in which Eggroll's cluster manager keeps stores, nodes and sessions. It may run again and again: tables that are missing are made,
those of an older Eggroll get the columns that they lack, those of FATE's other generation are set aside (_changes.tpl). The columns are those
that the release's Eggroll (2.4, 2.5 or 3) reads and writes: the sources are its create-eggroll-meta-tables.sql (eggroll@v2.4.4, v2.5.1,
v3.0.0), and the DDL files from 2.4 to 2.5 and from 2.5 to 3.0, the second of which fails in four statements.
latin1 because an index over a VARCHAR(2000) fits into no other.
*/}}
{{- define "fate.databaseSchema" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{- $eggroll := $release.eggroll | float64 -}}
{{- $resources := ge $eggroll 2.5 -}}
{{ include "fate.keepApart" (dict "root" . "marker" "store_locator" "columns" (list "partitioner" "key_serdes_type") "names"
  "NAME IN ('store_locator', 'store_option', 'store_partition', 'server_node', 'session_main', 'session_option', 'session_processor', 'processor_resource', 'node_resource', 'session_ranks')") }}

CREATE TABLE IF NOT EXISTS store_locator (
  store_locator_id SERIAL PRIMARY KEY,
  store_type VARCHAR(255) NOT NULL,
  namespace VARCHAR(2000) NOT NULL DEFAULT 'DEFAULT',
  name VARCHAR(2000) NOT NULL,
  path VARCHAR(2000) NOT NULL DEFAULT '',
  total_partitions INT UNSIGNED NOT NULL,
  {{- if ge $eggroll 3.0 }}
  key_serdes_type INT NOT NULL DEFAULT 0,
  value_serdes_type INT NOT NULL DEFAULT 0,
  partitioner_type INT NOT NULL DEFAULT 0,
  {{- else }}
  partitioner VARCHAR(2000) NOT NULL DEFAULT 'BYTESTRING_HASH',
  serdes VARCHAR(2000) NOT NULL DEFAULT '',
  {{- end }}
  version INT UNSIGNED NOT NULL DEFAULT 0,
  status VARCHAR(255) NOT NULL,
  {{- include "fate.timestamps" "" | nindent 2 }},
  UNIQUE INDEX idx_u_store_locator_ns_n (namespace(120), name(640)),
  INDEX idx_store_locator_st (store_type),
  INDEX idx_store_locator_ns (namespace(767)),
  INDEX idx_store_locator_n (name(767)),
  INDEX idx_store_locator_s (status),
  INDEX idx_store_locator_v (version)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS store_option (
  store_option_id SERIAL PRIMARY KEY,
  store_locator_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(255) NOT NULL,
  data VARCHAR(2000) NOT NULL DEFAULT '',
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_store_option_si (store_locator_id)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS store_partition (
  store_partition_id SERIAL PRIMARY KEY,
  store_locator_id BIGINT UNSIGNED NOT NULL,
  node_id BIGINT UNSIGNED NOT NULL,
  partition_id INT UNSIGNED NOT NULL,
  status VARCHAR(255) NOT NULL,
  {{- include "fate.timestamps" "" | nindent 2 }},
  UNIQUE INDEX idx_u_store_partition_si_spi_ni (store_locator_id, store_partition_id, node_id),
  INDEX idx_store_partition_sli (store_locator_id),
  INDEX idx_store_partition_ni (node_id),
  INDEX idx_store_partition_s (status)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS server_node (
  server_node_id SERIAL PRIMARY KEY,
  name VARCHAR(2000) NOT NULL DEFAULT '',
  server_cluster_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
  host VARCHAR(1000) NOT NULL,
  port INT NOT NULL,
  node_type VARCHAR(255) NOT NULL,
  status VARCHAR(255) NOT NULL,
  last_heartbeat_at DATETIME DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_server_node_h_p_nt (host(600), port, node_type(100)),
  INDEX idx_server_node_h (host(767)),
  INDEX idx_server_node_sci (server_cluster_id),
  INDEX idx_server_node_nt (node_type),
  INDEX idx_server_node_s (status)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS session_main (
  session_id VARCHAR(767) PRIMARY KEY,
  name VARCHAR(2000) NOT NULL DEFAULT '',
  status VARCHAR(255) NOT NULL,
  {{- if ge $eggroll 3.0 }}
  status_reason VARCHAR(255),
  before_status VARCHAR(255),
  {{- end }}
  tag VARCHAR(255),
  total_proc_count INT,
  active_proc_count INT,
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_session_main_s (status)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS session_option (
  session_option_id SERIAL PRIMARY KEY,
  session_id VARCHAR(2000),
  name VARCHAR(255) NOT NULL,
  data VARCHAR(2000) NOT NULL DEFAULT '',
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_session_option_si (session_id(767))
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS session_processor (
  processor_id SERIAL PRIMARY KEY,
  session_id VARCHAR(767),
  server_node_id INT NOT NULL,
  processor_type VARCHAR(255) NOT NULL,
  status VARCHAR(255),
  {{- if ge $eggroll 3.0 }}
  before_status VARCHAR(255),
  {{- end }}
  tag VARCHAR(255),
  command_endpoint VARCHAR(255),
  transfer_endpoint VARCHAR(255),
  {{- if $resources }}
  processor_option VARCHAR(512),
  {{- end }}
  pid INT NOT NULL DEFAULT -1,
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_session_processor_si (session_id)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;
{{- if $resources }}

CREATE TABLE IF NOT EXISTS processor_resource (
  id SERIAL PRIMARY KEY,
  processor_id BIGINT NOT NULL,
  session_id VARCHAR(767),
  server_node_id INT NOT NULL,
  resource_type VARCHAR(255),
  allocated BIGINT NOT NULL DEFAULT 0,
  extention VARCHAR(512),
  status VARCHAR(255),
  pid INT NOT NULL DEFAULT -1,
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_processor_id_processor_resource (processor_id),
  INDEX idx_node_id_processor_resource (server_node_id),
  INDEX idx_session_id_processor_resource (session_id),
  INDEX idx_node_status_processor_resource (server_node_id, resource_type, status)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS node_resource (
  resource_id SERIAL PRIMARY KEY,
  server_node_id BIGINT NOT NULL,
  resource_type VARCHAR(255),
  total BIGINT NOT NULL DEFAULT 0,
  used BIGINT NOT NULL DEFAULT 0,
  pre_allocated BIGINT NOT NULL DEFAULT 0,
  allocated BIGINT NOT NULL DEFAULT 0,
  extention VARCHAR(512),
  status VARCHAR(255),
  {{- include "fate.timestamps" "NOT NULL " | nindent 2 }},
  INDEX idx_node_id_node_resource (server_node_id),
  INDEX idx_node_status_node_resource (server_node_id, status),
  UNIQUE INDEX idx_u_node_resource (server_node_id, resource_type)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;

CREATE TABLE IF NOT EXISTS session_ranks (
  container_id SERIAL PRIMARY KEY,
  session_id VARCHAR(767),
  server_node_id INT NOT NULL,
  global_rank INT UNSIGNED NOT NULL,
  local_rank INT UNSIGNED NOT NULL,
  INDEX idx_session_id_session_ranks (session_id)
) DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci;
{{- end }}
{{- if $resources }}
{{ include "fate.addColumn" (list "session_processor" "processor_option" "VARCHAR(512) AFTER transfer_endpoint") }}
{{- end }}
{{- if ge $eggroll 3.0 }}
{{ include "fate.addColumn" (list "session_main" "status_reason" "VARCHAR(255) AFTER status") }}
{{ include "fate.addColumn" (list "session_main" "before_status" "VARCHAR(255) AFTER status_reason") }}
{{ include "fate.addColumn" (list "session_processor" "before_status" "VARCHAR(255) AFTER status") }}
{{ include "fate.addColumn" (list "store_locator" "key_serdes_type" "INT NOT NULL DEFAULT 0 AFTER total_partitions") }}
{{ include "fate.addColumn" (list "store_locator" "value_serdes_type" "INT NOT NULL DEFAULT 0 AFTER key_serdes_type") }}
{{ include "fate.addColumn" (list "store_locator" "partitioner_type" "INT NOT NULL DEFAULT 0 AFTER value_serdes_type") }}
{{ include "fate.dropColumn" (list "store_locator" "serdes") }}
{{- end }}
{{ include "fate.nodeRows" . }}
{{ end -}}

{{- define "fate.timestamps" -}}
created_at DATETIME {{ . }}DEFAULT CURRENT_TIMESTAMP,
updated_at DATETIME {{ . }}DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
{{- end -}}
